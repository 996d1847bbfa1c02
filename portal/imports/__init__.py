"""The files of the housing system: read, checked, and brought into the register and the ledger.

Entered by `portal import` and by the benchmark, through actions.apply_folder(). Writes
import_batches and imported_files itself; everything else through portal.tenancy.
"""
