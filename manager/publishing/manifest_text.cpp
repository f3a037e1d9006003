#include "manager/publishing/manifest_text.hpp"

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
    Sha256Stream digest;
    digest.update(head());
    digest.update(body());
    digest.update(tail());
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
    return text;
}

Sha256 ManifestText::content(std::int32_t volume_percent) const {
    return sha256(to_hex(digest_) + ' ' + std::to_string(volume_percent));
}

} // namespace marquee::manager
