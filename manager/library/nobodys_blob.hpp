// Bytes that no asset and no document has any more.
#pragma once

#include "common/log.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Removes the blob unless a row names it. Call inside the BlobGate. A failure is logged and no
// more: the bytes only take up room.
void remove_if_nobodys(Database& database, BlobStore& blobs, const Sha256& digest, const Log& log);

} // namespace marquee::manager
