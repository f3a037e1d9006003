#include "manager/reporting/calendar/event_reader.hpp"

#include <cstdlib>
#include <memory>
#include <string_view>

#include <libical/ical.h>

#include "manager/reporting/calendar/calendar_lines.hpp"

namespace marquee::manager {

namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

struct FreeText {
    void operator()(char* text) const { std::free(text); }
};

std::string owned(char* text) {
    const std::unique_ptr<char, FreeText> holder(text);
    return text == nullptr ? std::string{} : std::string(text);
}

std::string zone_of(icalproperty* property) {
    icalparameter* const zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    const char* const name = zone == nullptr ? nullptr : icalparameter_get_tzid(zone);
    return name == nullptr ? std::string{} : std::string(name);
}

// What sift() carries as it was written.
void take_raw(EventText& event, icalproperty* property) {
    const char* const given_name = icalproperty_get_x_name(property);
    const char* const given_value = icalproperty_get_x(property);
    std::string_view name = given_name == nullptr ? "" : given_name;
    const std::string value = given_value == nullptr ? "" : given_value;
    if (!name.starts_with(raw_prefix)) {
        return;
    }
    name.remove_prefix(raw_prefix.size());
    if (name == "DTEND") {
        event.end = value;
    } else if (name == "DURATION") {
        event.duration = value;
    } else if (name == "RRULE") {
        event.rules.push_back(value);
    } else if (name == "RDATE") {
        event.dates.push_back(value);
    } else if (name == "EXDATE") {
        event.exceptions.push_back(value);
    } else { // EXRULE, RECURRENCE-ID
        event.unsupported = name;
    }
}

void take(EventText& event, icalproperty* property) {
    switch (icalproperty_isa(property)) {
    case ICAL_SUMMARY_PROPERTY:
        if (const char* const words = icalproperty_get_summary(property)) {
            event.summary = words;
        }
        break;
    case ICAL_DTSTART_PROPERTY:
        event.start = owned(icalproperty_get_value_as_string_r(property));
        event.start_zone = zone_of(property);
        break;
    case ICAL_STATUS_PROPERTY:
        event.cancelled = icalproperty_get_status(property) == ICAL_STATUS_CANCELLED;
        break;
    case ICAL_X_PROPERTY:
        take_raw(event, property);
        break;
    default:
        break;
    }
}

EventText event_of(icalcomponent* component) {
    EventText event;
    for (icalproperty* property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY);
         property != nullptr;
         property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)) {
        take(event, property);
    }
    return event;
}

void collect(icalcomponent* calendar, std::vector<EventText>& events) {
    for (icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         event != nullptr;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        events.push_back(event_of(event));
    }
}

} // namespace

Result<std::vector<EventText>> read_events(const std::string& sifted) {
    icalerror_set_errors_are_fatal(0); // a stranger's mistake must not abort the manager
    const Component root(icalparser_parse_string(sifted.c_str()));
    std::vector<EventText> events;
    if (root && icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT) {
        collect(root.get(), events);
    } else if (root && icalcomponent_isa(root.get()) == ICAL_XROOT_COMPONENT) { // of several
        for (icalcomponent* calendar =
                 icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT);
             calendar != nullptr;
             calendar = icalcomponent_get_next_component(root.get(), ICAL_VCALENDAR_COMPONENT)) {
            collect(calendar, events);
        }
    } else {
        icalmemory_free_ring();
        return fail(ErrorCode::malformed, "there is no calendar in the text");
    }
    icalmemory_free_ring();
    return events;
}

} // namespace marquee::manager
