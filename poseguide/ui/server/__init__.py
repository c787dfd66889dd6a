"""What the server does beside the pages: who may ask, the camera's socket, videos."""
