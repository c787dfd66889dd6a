"""Many videos of a folder to results and tables, on the cores of this computer or a cluster."""
