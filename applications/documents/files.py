"""Where the bytes of documents lie; Document.stored_name is a name in it."""

from ats.files.storage import Area

files = Area("documents")
