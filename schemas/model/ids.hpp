// Identifiers that cannot be mixed up: UUIDv7 text (RFC 9562), lower case, 36 characters.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace marquee {

template<typename Tag>
struct Id {
    std::string value;

    bool empty() const { return value.empty(); }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using OrganisationId = Id<struct OrganisationTag>;
using UnitId = Id<struct UnitTag>;
using AccountId = Id<struct AccountTag>;
using TokenId = Id<struct TokenTag>;
using AssetId = Id<struct AssetTag>;
using UploadId = Id<struct UploadTag>;
using SloganId = Id<struct SloganTag>;
using PlaylistId = Id<struct PlaylistTag>;
using ItemId = Id<struct ItemTag>;
using ProgramId = Id<struct ProgramTag>;
using ScheduleId = Id<struct ScheduleTag>;
using DaypartId = Id<struct DaypartTag>;
using PeriodId = Id<struct PeriodTag>;
using CampaignId = Id<struct CampaignTag>;
using GroupId = Id<struct GroupTag>;
using PlayerId = Id<struct PlayerTag>;
using DisplayId = Id<struct DisplayTag>;
using EnrolmentId = Id<struct EnrolmentTag>;
using OverrideId = Id<struct OverrideTag>;

// True for the 36-character lower-case form of any UUID.
bool is_uuid(std::string_view text);

} // namespace marquee

template<typename Tag>
struct std::hash<marquee::Id<Tag>> {
    std::size_t operator()(const marquee::Id<Tag>& id) const {
        return std::hash<std::string>{}(id.value);
    }
};
