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

    // The digest of what matters to that display: everything but its id, number and instants.
    // Manifests of equal content are the same statement, and the display need not hear of the newer
    // one.
    Sha256 content(const Overlay& overlay) const;

    // Displays of the class have a place of their own on a wall, or are told what they are called:
    // equal volume is then not equal content.
    bool is_personal() const { return has_wall_ || has_names_; }

private:
    std::string_view head() const { return std::string_view(text_).substr(0, head_end_); }
    std::string_view body() const { // from the zone to the volume
        return std::string_view(text_).substr(body_begin_, body_end_ - body_begin_);
    }
    std::string_view tail() const { // from the volume to the wall and names
        return std::string_view(text_).substr(tail_begin_, tail_end_ - tail_begin_);
    }
    std::string belonging(const Overlay& overlay) const;

    std::string text_;
    std::size_t head_end_;   // the display's own members follow
    std::size_t body_begin_; // after them
    std::size_t body_end_;   // the volume follows
    std::size_t tail_begin_; // after it
    std::size_t tail_end_;   // wall and names follow, and the last brace
    bool has_wall_ = false;
    bool has_names_ = false;
    Sha256 digest_; // of head, body, tail and last brace
};

} // namespace marquee::manager
