#include "ctl/campaign.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"
#include "schemas/wire/layout_draft.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::ctl {

namespace {

constexpr wire::Format campaign_format{"campaign", 1, 1}; // 1.1: hours, days, shares by name

std::string read_name(const wire::Object& in) {
    return in.required("name").line(limits::name_bytes_max, 1);
}

CampaignSlogan read_slogan(const wire::Value& value) {
    const wire::Object in = value.object();
    return {read_name(in), wire::read_slogan(in)};
}

// A campaign somebody was given must not send other files of this machine.
CampaignAsset read_asset(const wire::Value& value) {
    const wire::Object in = value.object();
    const std::string name = read_name(in);
    const wire::Value said = in.required("file");
    std::filesystem::path file = said.line(limits::name_bytes_max, 1);
    const bool leads_out = std::find(file.begin(), file.end(), "..") != file.end();
    if (file.is_absolute() || leads_out) {
        said.refuse(ErrorCode::malformed, "a campaign's files lie beside it or below");
    }
    return {name, std::move(file)};
}

CampaignPlaylist read_playlist(const wire::Value& value) {
    const wire::Object in = value.object();
    return {read_name(in), wire::read_draft_items(in, wire::by_name)};
}

CampaignProgram read_program(const wire::Value& value) {
    const wire::Object in = value.object();
    return {read_name(in), wire::read_layout_draft(in.required("layout").object(), wire::by_name)};
}

// A list that may be left out.
template<typename Read>
auto read_rows(const wire::Value& value, std::size_t count_max, Read read)
    -> std::vector<std::invoke_result_t<Read, wire::Value>> {
    if (!value) {
        return {};
    }
    return value.list(count_max, read);
}

Campaign read_members(const wire::Object& in) {
    constexpr std::size_t most = limits::playlist_items_max;
    return {.name = read_name(in),
            .slogans = read_rows(in.optional("slogans"), most, read_slogan),
            .assets = read_rows(in.optional("assets"), most, read_asset),
            .playlists = read_rows(in.optional("playlists"), most, read_playlist),
            .programs =
                in.required("programs").list(limits::programs_per_manifest_max, read_program),
            .dayparts = read_rows(in.optional("dayparts"), most, read_daypart),
            .periods = read_rows(in.optional("periods"), most, read_period),
            .campaigns = read_rows(in.optional("campaigns"), most, read_dated_campaign),
            .schedules = in.required("schedules")
                             .list(limits::schedules_per_manifest_max, read_campaign_schedule)};
}

} // namespace

// People write it, so what nobody knows is a typing error.
Result<Campaign> read_campaign(std::string_view text) {
    wire::Reading reading(text, {limits::program_bytes_max, wire::UnknownMembers::refused});
    reading.expect(campaign_format);
    Campaign campaign = read_members(reading.root());
    return reading.finish().map([&] { return std::move(campaign); });
}

} // namespace marquee::ctl
