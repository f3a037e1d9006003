// tus 1.0.0, the protocol of resumable uploads (https://tus.io/protocols/resumable-upload), as far
// as it is read and written in header fields: core, creation, termination, expiration.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "manager/ports/exchange.hpp"
#include "manager/ports/media_repository.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager::tus {

inline constexpr std::string_view version = "1.0.0";
inline constexpr std::string_view extensions = "creation,termination,expiration";
inline constexpr std::string_view body_type = "application/offset+octet-stream";

// protocol_unknown unless Tus-Resumable is our version.
Status check_version(const RequestHead& request);

// content_type_wrong unless the body is that of a PATCH.
Status check_body_type(const RequestHead& request);

// A field that is a decimal number: missing_member, malformed.
Result<std::uint64_t> number_of(const RequestHead& request, std::string_view field);

// What Upload-Metadata says under the keys we know; others are ignored.
struct Metadata {
    UnitId unit;
    std::string name;      // as the client wrote it, any bytes
    std::string file_name; // the same
};

// missing_member without a unit_id; malformed when the field is not "key base64,key base64";
// too_large over limits::upload_metadata_bytes_max.
Result<Metadata> metadata_of(const RequestHead& request);

// The field as it was, but for what was cleaned away.
std::string metadata_of(const UploadRecord& row);

} // namespace marquee::manager::tus
