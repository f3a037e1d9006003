#include "manager/http/settled_times.hpp"

#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/validate.hpp"

namespace marquee::manager {

namespace {

// The failure, told from where the body has it.
tl::unexpected<Error> under(const std::string& at, Error error) {
    error.where = at + error.where;
    return tl::unexpected<Error>(std::move(error));
}

// The rule is one text in the body, whatever part of it is wrong.
Status settle(Recurrence& recurrence, const std::string& at) {
    Result<Recurrence> resolved = rules::resolved(recurrence);
    if (!resolved) {
        Error error = std::move(resolved.error());
        if (error.where.starts_with("/rule")) {
            error.where = "/rule";
        }
        return under(at, std::move(error));
    }
    recurrence = *std::move(resolved);
    return {};
}

} // namespace

Status settle_days(std::vector<DayRule>& days, const std::string& at) {
    Times alone;
    alone.on = days;
    if (Status sound = rules::as_status(rules::validate(alone)); !sound) {
        Error error = std::move(sound.error());
        error.where.erase(0, std::string_view("/on").size());
        return under(at, std::move(error));
    }
    for (std::size_t i = 0; i < days.size(); ++i) {
        auto* recurrence = std::get_if<Recurrence>(&days[i]);
        if (recurrence == nullptr) {
            continue;
        }
        const std::string place = at + "/" + std::to_string(i) + "/recurrence";
        if (Status settled = settle(*recurrence, place); !settled) {
            return settled;
        }
    }
    return {};
}

Status settle_exceptions(std::vector<DayException>& exceptions, const std::string& at) {
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
        const std::string place = at + "/" + std::to_string(i) + "/on";
        if (Status settled = settle_days(exceptions[i].on, place); !settled) {
            return settled;
        }
    }
    return {};
}

Status settle_times(Times& times, const std::string& at) {
    const Status sound = rules::as_status(rules::validate(times));
    if (!sound) {
        return under(at, sound.error());
    }
    return settle_days(times.on, at + "/on").and_then([&] {
        return settle_exceptions(times.exceptions, at + "/exceptions");
    });
}

} // namespace marquee::manager
