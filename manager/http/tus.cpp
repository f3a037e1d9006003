#include "manager/http/tus.hpp"

#include <charconv>

#include "schemas/model/limits.hpp"
#include "schemas/wire/base64.hpp"

namespace marquee::manager::tus {

namespace {

constexpr std::string_view metadata_field = "Upload-Metadata";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

// One "key base64", or a key alone.
Status read_pair(std::string_view pair, Metadata& metadata) {
    const std::size_t space = pair.find(' ');
    const std::string_view key = pair.substr(0, space);
    const std::string_view coded =
        space == std::string_view::npos ? std::string_view() : trimmed(pair.substr(space));
    const auto value = wire::from_base64(coded);
    if (!value) {
        return fail(ErrorCode::malformed, "a value of the metadata is not base64",
                    std::string(metadata_field));
    }
    if (key == "unit_id") {
        metadata.unit = UnitId{*value};
    } else if (key == "name") {
        metadata.name = *value;
    } else if (key == "file_name") {
        metadata.file_name = *value;
    }
    return {};
}

} // namespace

Status check_version(const RequestHead& request) {
    if (request.headers.find("Tus-Resumable") != version) {
        return fail(ErrorCode::protocol_unknown, "the client does not speak tus 1.0.0",
                    "Tus-Resumable");
    }
    return {};
}

Status check_body_type(const RequestHead& request) {
    if (request.headers.find("Content-Type") != body_type) {
        return fail(ErrorCode::content_type_wrong, "the body of a PATCH has another type",
                    "Content-Type", {{"allowed", std::string(body_type)}});
    }
    return {};
}

Result<std::uint64_t> number_of(const RequestHead& request, std::string_view field) {
    const auto text = request.headers.find(field);
    if (!text) {
        return fail(ErrorCode::missing_member, "a field is missing", std::string(field));
    }
    std::uint64_t value = 0;
    const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (failure != std::errc{} || end != text->data() + text->size()) {
        return fail(ErrorCode::malformed, "a field is no decimal number", std::string(field));
    }
    return value;
}

Result<Metadata> metadata_of(const RequestHead& request) {
    std::string_view rest = request.headers.find(metadata_field).value_or("");
    if (rest.size() > limits::upload_metadata_bytes_max) {
        return fail(ErrorCode::too_large, "too much metadata", std::string(metadata_field),
                    {{"limit", std::to_string(limits::upload_metadata_bytes_max)}});
    }
    Metadata metadata;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        if (const Status read = read_pair(trimmed(rest.substr(0, comma)), metadata); !read) {
            return tl::unexpected<Error>(read.error());
        }
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
    if (metadata.unit.empty()) {
        return fail(ErrorCode::missing_member, "the metadata names no unit", "unit_id");
    }
    if (!is_uuid(metadata.unit.value)) {
        return fail(ErrorCode::malformed, "the unit of the metadata is no id", "unit_id");
    }
    return metadata;
}

std::string metadata_of(const UploadRecord& row) {
    return "unit_id " + wire::to_base64(row.head.unit.value) + ",name " + wire::to_base64(row.name)
           + ",file_name " + wire::to_base64(row.file_name);
}

} // namespace marquee::manager::tus
