#include "manager/http/search.hpp"

#include <algorithm>
#include <array>

#include "manager/http/resource.hpp"
#include "schemas/wire/utf8.hpp"

namespace marquee::manager {

namespace {

constexpr std::size_t found_per_kind_max = 8;

struct Searched {
    FoundKind kind;
    Action action; // of reading such things
};

// In the order of the answer.
constexpr std::array<Searched, 9> searched{{
    {FoundKind::display, Action::read_fleet},
    {FoundKind::unit, Action::read_fleet},
    {FoundKind::group, Action::read_fleet},
    {FoundKind::slogan, Action::read_content},
    {FoundKind::asset, Action::read_content},
    {FoundKind::playlist, Action::read_content},
    {FoundKind::program, Action::read_content},
    {FoundKind::schedule, Action::read_content},
    {FoundKind::account, Action::manage_accounts},
}};

Result<std::string> words_of(const Request& request) {
    const std::string_view blank = " \t\r\n";
    std::string_view words = request.query.find("q").value_or("");
    words.remove_prefix(std::min(words.find_first_not_of(blank), words.size()));
    words = words.substr(0, words.find_last_not_of(blank) + 1);
    if (words.empty()) {
        return fail(ErrorCode::missing_member, "a search has words", "q");
    }
    if (words.size() > limits::name_bytes_max) {
        return fail(ErrorCode::too_large, "a search is as long as a name at most", "q");
    }
    if (wire::valid_utf8_prefix(words) != words.size()) {
        return fail(ErrorCode::malformed, "the words are not UTF-8", "q");
    }
    return std::string(words);
}

void write_found(wire::ObjectWriter& out, const Found& found) {
    out.member("kind", to_slug(found.kind));
    out.member("id", found.id);
    out.member("name", found.name);
    out.member("unit_id", found.unit);
    if (!found.place.empty()) {
        out.member("place", found.place);
    }
    if (!found.about.empty()) {
        out.member("about", found.about);
    }
}

} // namespace

StaffRoutes SearchResource::routes() {
    StaffRoute route;
    route.method = Method::get;
    route.pattern = "/api/v1/search";
    route.handle = [this](const auto& call) { return find(call); };
    route.door = Door::signed_in; // each kind where its own action is allowed
    return {std::move(route)};
}

Result<Response> SearchResource::find(const StaffCall& call) {
    const Result<std::string> words = words_of(call.request);
    if (!words) {
        return tl::unexpected<Error>(words.error());
    }
    bool cut = false;
    const auto all = database_.read([&](const View& view) -> Result<std::vector<Found>> {
        std::vector<Found> found;
        for (const Searched& each : searched) {
            auto some = view.search.find(each.kind, *words, scope_of(call.who, each.action),
                                         found_per_kind_max + 1);
            if (!some) {
                return some;
            }
            if (some->size() > found_per_kind_max) {
                some->pop_back();
                cut = true;
            }
            found.insert(found.end(), some->begin(), some->end());
        }
        return found;
    });
    return all.map([&](const std::vector<Found>& found) {
        return json(wire::write_object([&](wire::ObjectWriter& out) {
            out.list("items", found, write_found);
            out.member("cut", cut);
        }));
    });
}

} // namespace marquee::manager
