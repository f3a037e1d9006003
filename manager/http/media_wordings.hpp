// What a person reads about an upload: why it cannot be shown, or what is to be known about it.
// The slugs are those of manager/library: reasons of refusals and codes of notes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "manager/http/sentences.hpp"
#include "manager/ports/media_repository.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

struct MediaWording {
    std::string_view slug;
    std::string_view zh; // with places, as in fill_places()
    std::string_view en;
};

std::span<const MediaWording> media_refusals();
std::span<const MediaWording> media_notes();

// The sentence of the refusal's reason; of its code where it names none.
std::string refusal_sentence(const Error& problem, Language language);

std::string note_sentence(const MediaNote& note, Language language);

} // namespace marquee::manager
