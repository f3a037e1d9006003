// One query for each five hundred of many ids, instead of one for each.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

constexpr std::size_t parameters_at_once = 500; // of one statement

// `visit(std::span<const T>)` for pieces of at most parameters_at_once, until one fails.
template<typename T, typename Visit>
Status in_pieces(const std::vector<T>& all, const Visit& visit) {
    for (std::size_t first = 0; first < all.size(); first += parameters_at_once) {
        const std::size_t count = std::min(parameters_at_once, all.size() - first);
        if (Status visited = visit(std::span<const T>(all).subspan(first, count)); !visited) {
            return visited;
        }
    }
    return {};
}

template<typename Range>
void append(Values& all, const Range& range) {
    for (const auto& element : range) {
        all.push_back(to_value(element));
    }
}

// What `read` makes of every row of `sql_of("($1, $2, …)")`, asked for all ids in pieces.
template<typename Id, typename SqlOf, typename Read>
auto rows_in_pieces(Connection& connection, const std::vector<Id>& ids, const SqlOf& sql_of,
                    const Read& read) -> decltype(read_rows(std::vector<Row>(), read)) {
    typename decltype(read_rows(std::vector<Row>(), read))::value_type answer;
    const Status done = in_pieces(ids, [&](std::span<const Id> piece) -> Status {
        Values all;
        append(all, piece);
        return connection.query(sql_of(parameters(1, piece.size())), all)
            .and_then([&](const std::vector<Row>& rows) { return read_rows(rows, read); })
            .map([&](auto some) {
                answer.insert(answer.end(), std::make_move_iterator(some.begin()),
                              std::make_move_iterator(some.end()));
            });
    });
    if (!done) {
        return tl::unexpected<Error>(done.error());
    }
    return answer;
}

} // namespace marquee::manager::sql
