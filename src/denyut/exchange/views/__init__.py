"""The pages of the importer."""
