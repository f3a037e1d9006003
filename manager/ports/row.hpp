// What every stored row has in common, and how lists of rows are asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "schemas/model/ids.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// Owner, version and instants of a row. The version is 1 when the row is added and counts up with
// every change; it is the ETag of If-Match. Repositories never read a clock: callers pass instants.
struct RowHead {
    UnitId unit;
    std::int64_t version = 1;
    Instant created_at{};
    Instant changed_at{};

    friend bool operator==(const RowHead&, const RowHead&) = default;
};

// Whose rows a list is about: the subtrees of these units. None: no rows at all.
struct Scope {
    std::vector<UnitId> units; // at most limits::scope_units_max
    bool and_above = false;    // also what the units above them have, and share with them
};

// One page of a list, in ascending order of id; ids are UUIDv7, so that is the order of creation.
struct Page {
    std::string after; // id of the last row of the page before; empty: from the start
    std::size_t limit = limits::page_rows_default; // 1..limits::page_rows_max, clamped
};

template<typename Row>
struct PageOf {
    std::vector<Row> rows;
    std::string next; // Page::after of the following page; empty: this was the last
};

} // namespace marquee::manager
