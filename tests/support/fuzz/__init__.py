"""How files are damaged, and what is done with each of them."""
