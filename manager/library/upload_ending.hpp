// What an upload becomes when all its bytes are there: a blob, and an asset that is queued.
#pragma once

#include "manager/library/upload_stores.hpp"

namespace marquee::manager {

// The upload as it ended: with its digest and the new asset. Its file is gone. Bytes that the blob
// store has already are shared. May be repeated after any failure, also one that ended the process.
// Nobody else touches the upload meanwhile, which is the caller's to ensure. Blocks for as long as
// it takes to read the file once.
Result<UploadRecord> end_upload(const UploadStores& stores, const UploadTerms& terms,
                                const UploadRecord& whole);

} // namespace marquee::manager
