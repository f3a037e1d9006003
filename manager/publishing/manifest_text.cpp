#include "manager/publishing/manifest_text.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "common/sha256.hpp"
#include "schemas/wire/manifest.hpp"

namespace marquee::manager {

namespace {

// Members of the document itself: a quotation mark within a string is always escaped, and no inner
// object has members of these names.
constexpr std::string_view own_begin = ",\"display\":";
constexpr std::string_view own_end = ",\"zone\":";
constexpr std::string_view volume = ",\"volume_percent\":";
constexpr std::string_view wall = ",\"wall\":";
constexpr std::string_view name = ",\"display_name\":";
constexpr std::string_view last = "}";

void write_own(std::string& text, const Overlay& overlay) {
    wire::ObjectWriter out(text);
    out.member("display", overlay.display);
    out.object("number",
               [&](wire::ObjectWriter& inner) { wire::write_number(inner, overlay.number); });
    out.member("issued_at", overlay.issued_at);
    out.member("not_after", overlay.not_after);
}

} // namespace

ManifestText::ManifestText(std::string text) : text_(std::move(text)) {
    const std::size_t own = text_.find(own_begin);
    body_begin_ = text_.find(own_end, own);
    const std::size_t loud = text_.rfind(volume);
    assert(loud != text_.npos);
    head_end_ = own + 1; // with the comma
    body_end_ = loud + volume.size();
    tail_begin_ = text_.find_first_of(",}", body_end_);
    const std::size_t wall_begin = text_.find(wall, tail_begin_);
    const std::size_t name_begin = text_.find(name, tail_begin_);
    has_wall_ = wall_begin != text_.npos;
    has_names_ = name_begin != text_.npos;
    tail_end_ = std::min({wall_begin, name_begin, text_.size() - last.size()});
    Sha256Stream digest;
    digest.update(head());
    digest.update(body());
    digest.update(tail());
    digest.update(last);
    digest_ = digest.finish();
}

std::string ManifestText::document(const Overlay& overlay) const {
    constexpr std::size_t own_bytes_more = 64; // than those of the manifest at hand, at most
    std::string text;
    text.reserve(text_.size() + own_bytes_more);
    text += head();
    write_own(text, overlay);
    text += body();
    text += std::to_string(overlay.volume_percent);
    text += tail();
    text += belonging(overlay);
    text += last;
    return text;
}

// With the comma before it; empty for most.
std::string ManifestText::belonging(const Overlay& overlay) const {
    Manifest manifest;
    if (has_wall_) {
        manifest.wall = overlay.wall;
    }
    if (has_names_) {
        manifest.display_name = overlay.display_name;
        manifest.unit_name = overlay.unit_name;
    }
    std::string text;
    wire::ObjectWriter out(text);
    wire::write_belonging(out, manifest);
    return text.empty() ? text : ',' + text;
}

Sha256 ManifestText::content(const Overlay& overlay) const {
    return sha256(to_hex(digest_) + ' ' + std::to_string(overlay.volume_percent)
                  + belonging(overlay));
}

} // namespace marquee::manager
