// Finding things by a piece of their name.
//
// Obtained from a Database (database.hpp) for the length of one read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/ids.hpp"

namespace marquee::manager {

enum class FoundKind { unit, display, group, slogan, asset, playlist, program, schedule, account };

// "display". Total.
std::string_view to_slug(FoundKind kind);

struct Found {
    FoundKind kind = FoundKind::unit;
    std::string id;
    std::string name;  // as staff know it
    UnitId unit;       // whose it is
    std::string place; // the name of that unit; of a unit the one above, empty for the first
    std::string about; // a slogan's words, "picture", "video" or "audio" of an asset; else empty

    friend bool operator==(const Found&, const Found&) = default;
};

class SearchRepository {
public:
    virtual ~SearchRepository() = default;

    // Things of one kind in the scope with `piece` in their name (of a slogan also its words, of a
    // display also the name on its player, of an asset also the file's): any characters count as
    // themselves, ASCII letters of either case. Those that begin with it first, then the shorter
    // names; at most `limit`. Assets are pictures, videos and audio. malformed for text with a NUL
    // character.
    virtual Result<std::vector<Found>> find(FoundKind kind, const std::string& piece,
                                            const Scope& scope, std::size_t limit) const = 0;
};

} // namespace marquee::manager
