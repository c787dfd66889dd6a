"""The server beside the pages: access, start-up, the camera's socket and the drawn videos."""
