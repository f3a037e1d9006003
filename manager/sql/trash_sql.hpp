// The trash in tables.
#pragma once

#include "manager/ports/trash_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class TrashSql final : public TrashRepository {
public:
    explicit TrashSql(Connection& connection);

    Status keep(const TrashEntry& entry) override;
    Status restore(const std::string& id) override;
    Result<std::vector<Sha256>> remove(const std::string& id) override;
    Result<TrashEntry> entry(const std::string& id) const override;
    Result<PageOf<TrashEntry>> entries(const Scope& scope, const Page& page) const override;
    Result<std::vector<TrashEntry>> over(Instant now, std::size_t rows_max) const override;

private:
    // Why a thing that refers to these cannot come back.
    Status refuse(const std::string& id, const std::vector<std::string>& missing) const;
    Status forget(const std::string& id);

    Connection& connection_;
    OwnedTable entries_;
};

} // namespace marquee::manager::sql
