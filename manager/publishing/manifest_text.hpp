// The document of a class, written once; a display's own is cut together from it.
//
// The result is byte for byte what wire::write_manifest says of the display's manifest.
#pragma once

#include <string>
#include <string_view>

#include "manager/publishing/manifest_issue.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::manager {

class ManifestText {
public:
    // `text`: the document of any manifest of the class. Its overlay does not count.
    explicit ManifestText(std::string text);

    // The manifest/1 document of one display.
    std::string document(const Overlay& overlay) const;

    // The digest of what matters to a display of that volume: everything but its id, number and
    // instants. Manifests of equal content are the same statement, and the display need not hear of
    // the newer one.
    Sha256 content(std::int32_t volume_percent) const;

private:
    std::string_view head() const { return std::string_view(text_).substr(0, head_end_); }
    std::string_view body() const { // from the zone to the volume
        return std::string_view(text_).substr(body_begin_, body_end_ - body_begin_);
    }
    std::string_view tail() const { return std::string_view(text_).substr(tail_begin_); }

    std::string text_;
    std::size_t head_end_;   // the display's own members follow
    std::size_t body_begin_; // after them
    std::size_t body_end_;   // the volume follows
    std::size_t tail_begin_; // after it
    Sha256 digest_;          // of head, body and tail
};

} // namespace marquee::manager
