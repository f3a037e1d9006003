// Finding by a piece of a name, in tables.
#pragma once

#include "manager/ports/search_repository.hpp"
#include "manager/sql/connection.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class SearchSql final : public SearchRepository {
public:
    explicit SearchSql(Connection& connection) : connection_(connection) {}

    Result<std::vector<Found>> find(FoundKind kind, const std::string& piece, const Scope& scope,
                                    std::size_t limit) const override;

private:
    Connection& connection_;
};

} // namespace marquee::manager::sql
