#include "schemas/wire/journal.hpp"

#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

std::uint64_t read_first_number(const Object& in) {
    return in.required("first_number").integer<std::uint64_t>(1, limits::json_integer_max);
}

PlayedItem read_item(const Value& value) {
    const Object in = value.object();
    PlayedItem item;
    item.program = in.required("program").id<ProgramId>();
    item.revision = read_revision(in);
    item.program_name = in.required("program_name").line(limits::name_bytes_max);
    item.item = in.required("item").id<ItemId>();
    item.item_name = in.required("item_name").line(limits::name_bytes_max);
    item.content = in.required("content").digest();
    return item;
}

PlayRecord read_play(const Value& value, std::size_t item_count) {
    const Object in = value.object();
    PlayRecord record;
    const Value item = in.required("item");
    record.item = item.integer<std::uint32_t>(0, std::int64_t{limits::journal_records_max});
    if (!in.failed() && record.item >= item_count) {
        item.refuse(ErrorCode::invalid_reference, "the segment carries no such item");
    }
    record.from = in.required("from").instant();
    record.duration =
        Milliseconds{in.required("duration_ms").integer<std::int64_t>(0, limits::json_integer_max)};
    record.trusted = in.required("trusted").boolean();
    record.level = in.required("level").word<ProofLevel>();
    return record;
}

PlaySegment read_play_members(const Object& in) {
    PlaySegment segment;
    segment.display = in.required("display").id<DisplayId>();
    segment.first_number = read_first_number(in);
    segment.items = in.required("items").list(limits::journal_records_max, read_item);
    segment.records =
        in.required("records").list(limits::journal_records_max, [&](const Value& record) {
            return read_play(record, segment.items.size());
        });
    return segment;
}

UptimeRecord read_uptime(const Value& value) {
    const Object in = value.object();
    UptimeRecord record;
    record.measure = in.required("measure").word<UptimeMeasure>();
    record.interval.from = in.required("from").instant();
    const Value to = in.required("to");
    record.interval.to = to.instant();
    if (!in.failed() && record.interval.to < record.interval.from) {
        to.refuse(ErrorCode::out_of_range, "the interval ends before it starts");
    }
    record.boot_id = in.required("boot_id").line(limits::word_bytes_max, 1);
    record.trusted = in.required("trusted").boolean();
    return record;
}

UptimeSegment read_uptime_members(const Object& in) {
    UptimeSegment segment;
    segment.display = in.required("display").id<DisplayId>();
    segment.first_number = read_first_number(in);
    segment.records = in.required("records").list(limits::journal_records_max, read_uptime);
    return segment;
}

} // namespace

std::string write_play_segment(const PlaySegment& segment) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::play_segment));
        out.member("display", segment.display);
        out.member("first_number", segment.first_number);
        out.list("items", segment.items, [](ObjectWriter& row, const PlayedItem& item) {
            row.member("program", item.program);
            row.member("revision", item.revision);
            row.member("program_name", item.program_name);
            row.member("item", item.item);
            row.member("item_name", item.item_name);
            row.member("content", item.content);
        });
        out.list("records", segment.records, [](ObjectWriter& row, const PlayRecord& record) {
            row.member("item", record.item);
            row.member("from", record.from);
            row.member("duration_ms", record.duration.count());
            row.member("trusted", record.trusted);
            row.member("level", record.level);
        });
    });
}

Result<PlaySegment> read_play_segment(std::string_view text) {
    return read_document(text, limits::journal_segment_bytes_max, formats::play_segment,
                         read_play_members);
}

std::string write_uptime_segment(const UptimeSegment& segment) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::uptime_segment));
        out.member("display", segment.display);
        out.member("first_number", segment.first_number);
        out.list("records", segment.records, [](ObjectWriter& row, const UptimeRecord& record) {
            row.member("measure", record.measure);
            row.member("from", record.interval.from);
            row.member("to", record.interval.to);
            row.member("boot_id", record.boot_id);
            row.member("trusted", record.trusted);
        });
    });
}

Result<UptimeSegment> read_uptime_segment(std::string_view text) {
    return read_document(text, limits::journal_segment_bytes_max, formats::uptime_segment,
                         read_uptime_members);
}

std::string write_acknowledged(std::uint64_t number) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::acknowledgement));
        out.member("acknowledged", number);
    });
}

Result<std::uint64_t> read_acknowledged(std::string_view text) {
    return read_document(
        text, limits::acknowledgement_bytes_max, formats::acknowledgement, [](const Object& in) {
            return in.required("acknowledged").integer<std::uint64_t>(0, limits::json_integer_max);
        });
}

} // namespace marquee::wire
