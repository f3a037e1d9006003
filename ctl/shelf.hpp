// The rows of one kind by name: those the manager has, and those made meanwhile.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ctl/directory.hpp"
#include "ctl/staff_client.hpp"

namespace marquee::ctl {

class Shelf {
public:
    // `path`: "/api/v1/slogans". The client outlives the shelf.
    Shelf(StaffClient& client, std::string path) : client_(client), path_(std::move(path)) {}

    // Reads what there is.
    Status open();

    const std::vector<NamedRow>& rows() const { return rows_; }
    std::size_t made() const { return made_; }
    std::size_t present() const { return present_; } // found by name and left alone

    // Makes the row unless its name is taken; afterwards id() knows it. True when it was made.
    Result<bool> put(const std::string& name, const std::string& body);

    // A row that was made in another way.
    void add(NamedRow row, bool was_made);

    // By name or id. not_found, conflict when two are called so.
    Result<std::string> id(const std::string& said) const { return resolve(rows_, said); }

private:
    StaffClient& client_;
    std::string path_;
    std::vector<NamedRow> rows_;
    std::size_t made_ = 0;
    std::size_t present_ = 0;
};

} // namespace marquee::ctl
