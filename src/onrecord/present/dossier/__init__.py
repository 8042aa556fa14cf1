"""The dossier: a folder of pages that opens from disk and shows a record with its words."""

from onrecord.present.dossier.folder import NotADossierError, write

__all__ = ["NotADossierError", "write"]
