#include "ctl/shelf.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::ctl {

Status Shelf::open() {
    return read_names(client_, path_).map([&](auto rows) { rows_ = std::move(rows); });
}

Result<bool> Shelf::put(const std::string& name, const std::string& body) {
    const bool known = std::any_of(rows_.begin(), rows_.end(),
                                   [&](const NamedRow& row) { return row.name == name; });
    if (known) {
        ++present_;
        return false;
    }
    return client_.send({.method = "POST", .path = path_, .body = body})
        .and_then([](const Answer& answer) {
            return wire::read_object(answer.body, wire::staff_answer, [](wire::Object in) {
                return in.required("id").line(limits::name_bytes_max);
            });
        })
        .map([&](const std::string& id) {
            rows_.push_back({id, name});
            ++made_;
            return true;
        });
}

void Shelf::add(NamedRow row, bool was_made) {
    rows_.push_back(std::move(row));
    ++(was_made ? made_ : present_);
}

} // namespace marquee::ctl
