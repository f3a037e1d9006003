// The organisation, units, players, displays, tickets and wanted manifests in tables.
#pragma once

#include "manager/ports/fleet_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class FleetSql final : public FleetRepository {
public:
    explicit FleetSql(Connection& connection);

    Status found(const Organisation& organisation, const Unit& root) override;
    Status change_organisation(const Organisation& organisation) override;
    Result<Organisation> organisation() const override;

    Result<DistrictMap> district_map() const override;
    Result<std::int64_t> put_district_map(const std::string& geojson, Instant now) override;
    Status remove_district_map() override;

    Status add_unit(const Unit& row) override;
    Result<std::int64_t> change_unit(const Unit& row) override;
    Status remove_unit(const UnitId& id, std::int64_t version) override;
    Result<Unit> unit(const UnitId& id) const override;
    Result<PageOf<Unit>> units(const Scope& scope, const Page& page) const override;
    Result<std::vector<UnitId>> unit_path(const UnitId& id) const override;

    Status add_player(const Player& row) override;
    Result<std::int64_t> change_player(const Player& row) override;
    Result<Player> player(const PlayerId& id) const override;
    Result<PageOf<Player>> players(const Scope& scope, const Page& page) const override;

    Status add_display(const Display& row) override;
    Result<std::int64_t> change_display(const Display& row) override;
    Result<Display> display(const DisplayId& id) const override;
    Result<PageOf<Display>> displays(const Scope& scope, const Page& page) const override;
    Result<std::vector<Display>> displays_of(const PlayerId& player) const override;

    Status add_ticket(const EnrolmentTicket& row) override;
    Result<EnrolmentTicket> spend_ticket(const Sha256& token_sha256, const PlayerId& player,
                                         Instant now) override;
    Status withdraw_tickets(const PlayerId& player, Instant now) override;
    Result<EnrolmentTicket> ticket(const EnrolmentId& id) const override;
    Result<EnrolmentTicket> ticket_of(const Sha256& token_sha256) const override;
    Result<PageOf<EnrolmentTicket>> tickets(const Scope& scope, const Page& page) const override;

    Result<std::vector<UnitPlace>> unit_places() const override;
    Result<std::vector<DisplaySite>>
    display_sites(const std::vector<UnitId>& units,
                  const std::vector<DisplayId>& displays) const override;
    Result<std::vector<Ability>> announced(const std::vector<std::string>& capabilities,
                                           const std::vector<PlayerId>& players) const override;
    Result<DisplayCensus> census(const UnitId& unit,
                                 const std::vector<std::string>& capabilities) const override;

    Status want(const WantedManifest& manifest) override;
    Result<WantedManifest> wanted(const DisplayId& display) const override;
    Result<std::vector<WantedManifest>>
    wanted_of(const std::vector<DisplayId>& displays) const override;

    Status add_transition(const ReachTransition& transition) override;
    Result<std::vector<ReachTransition>> transitions(const PlayerId& player,
                                                     const Interval& within) const override;
    Result<std::vector<ReachTransition>>
    last_transitions(const std::vector<PlayerId>& players) const override;

private:
    Status check_depth(const UnitId& parent) const;
    Status write_abilities(const Player& row);
    Status write_tags(const Display& row);
    Status note_place(const Display& row, Instant since);
    Result<std::vector<DisplaySite>> sites_where(const std::string& condition,
                                                 const Values& all) const;
    Status add_sites_below(const std::vector<UnitId>& units, std::vector<DisplaySite>& sites) const;
    Result<std::vector<Player>> with_abilities(const std::vector<Row>& rows) const;
    Result<std::vector<Display>> with_tags(const std::vector<Row>& rows) const;

    Connection& connection_;
    OwnedTable units_;
    OwnedTable players_;
    OwnedTable displays_;
    OwnedTable tickets_;
};

} // namespace marquee::manager::sql
