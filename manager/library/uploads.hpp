// Uploads that can be resumed: begun with a claim of their length, filled by one request after
// another, ended as an asset. The protocol they are spoken in is manager/http/uploads.
//
// Any thread; everything blocks on the disk and the database.
#pragma once

#include <memory>
#include <string>

#include "manager/library/upload_appender.hpp"
#include "manager/library/upload_holds.hpp"
#include "manager/library/upload_stores.hpp"

namespace marquee::manager {

struct NewUpload {
    UnitId unit;
    AccountId account;
    std::string name;      // of the asset to be; empty: the file's
    std::string file_name; // as the client says it; may be empty when there is a name
    std::uint64_t length = 0;
};

class Uploads {
public:
    Uploads(const UploadStores& stores, const UploadTerms& terms)
        : stores_(stores), terms_(terms) {}

    // At the start, before anybody else: ends uploads whose last byte came just before the process
    // died, and clears away files that belong to no upload.
    Status recover();

    // Decides before a byte flows. out_of_range: no bytes. too_large: over limits::asset_bytes_max.
    // quota_exceeded: the unit's assets and open uploads leave no room for it. disk_full: the disk
    // has no room for it, beside what other uploads were promised and what is to be kept free.
    // missing_member: neither name nor file name.
    Result<UploadRecord> begin(const NewUpload& asked);

    // not_found, expired. An upload that has all its bytes is ended if it was not yet.
    Result<UploadRecord> find(const UploadId& id);

    // Where bytes from `offset` on go. not_found, expired; in_use while another request holds it;
    // wrong_state, with the right `offset` in its params, when bytes are missing or there already.
    Result<std::unique_ptr<UploadAppender>> append(const UploadId& id, std::uint64_t offset);

    // The end of a request that has sent everything it wanted: the upload as it is, ended when it
    // is whole.
    Result<UploadRecord> finish(UploadAppender& appender);

    // Its bytes are gone; an asset that came of it stays. in_use, not_found.
    Status remove(const UploadId& id, const AccountId& actor);

    // Removes what has expired and is not in use.
    Status sweep();

private:
    Result<UploadRecord> read(const UploadId& id) const; // not_found, expired
    Result<UploadRecord> ended(const UploadRecord& row) const;
    Status check_room(const NewUpload& asked) const;
    Status erase(const UploadRecord& row, const AccountId& actor, const char* action);

    const UploadStores stores_;
    const UploadTerms terms_;
    UploadHolds holds_;
};

} // namespace marquee::manager
