#include "manager/reporting/play_packing.hpp"

#include <algorithm>
#include <optional>

#include "schemas/model/limits.hpp"
#include "schemas/wire/base64.hpp"

namespace marquee::manager {

namespace {

constexpr char version = 1;
constexpr unsigned untrusted_flag = 1;
constexpr unsigned sent_flag = 2;

void put(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) {
        out += static_cast<char>(number | 0x80);
    }
    out += static_cast<char>(number);
}

void put_signed(std::string& out, std::int64_t number) {
    const std::uint64_t sign = number < 0 ? ~std::uint64_t{0} : 0;
    put(out, static_cast<std::uint64_t>(number) << 1 ^ sign);
}

// Reads numbers until the bytes end or make no sense; after that all are 0.
class Bytes {
public:
    explicit Bytes(std::string_view rest) : rest_(rest) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) {
                break;
            }
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80) {
                return value;
            }
        }
        broken_ = true;
        rest_ = {};
        return 0;
    }

    std::int64_t signed_number() {
        const std::uint64_t coded = number();
        return static_cast<std::int64_t>(coded >> 1) ^ -static_cast<std::int64_t>(coded & 1);
    }

    bool at_end() const { return rest_.empty(); }
    bool broken() const { return broken_; }

private:
    std::string_view rest_;
    bool broken_ = false;
};

// An item of the list, and how long its last play was.
struct Listed {
    ItemKey key = 0;
    std::int64_t duration_ms = 0;
};

tl::unexpected<Error> damaged() {
    return fail(ErrorCode::io_failed, "packed plays of the database are damaged");
}

unsigned flags_of(const PlayRecord& record) {
    return (record.trusted ? 0 : untrusted_flag)
           | (record.level == ProofLevel::sent ? sent_flag : 0);
}

} // namespace

std::string pack_plays(const std::vector<KeyedPlay>& plays) {
    std::vector<Listed> items;
    std::string body;
    Instant end{};
    for (const KeyedPlay& play : plays) {
        auto item = std::find_if(items.begin(), items.end(),
                                 [&](const Listed& listed) { return listed.key == play.item; });
        if (item == items.end()) {
            item = items.insert(items.end(), {play.item, 0});
        }
        const PlayRecord& record = play.record;
        const std::int64_t gap = (record.from - end).count();
        const unsigned flags = flags_of(record);
        const auto index = static_cast<std::uint64_t>(item - items.begin());
        put(body, index << 2 | (gap != 0 ? 2U : 0U) | (flags != 0 ? 1U : 0U));
        if (flags != 0) {
            put(body, flags);
        }
        if (gap != 0) {
            put_signed(body, gap);
        }
        put_signed(body, record.duration.count() - item->duration_ms);
        item->duration_ms = record.duration.count();
        end = record.from + record.duration;
    }
    std::string head(1, version);
    put(head, items.size());
    for (const Listed& item : items) {
        put_signed(head, item.key);
    }
    return wire::to_base64(head + body);
}

Result<std::vector<KeyedPlay>> unpack_plays(std::string_view packed) {
    const Result<std::string> text = wire::from_base64(packed);
    if (!text || text->empty() || text->front() != version) {
        return damaged();
    }
    Bytes bytes(std::string_view(*text).substr(1));
    std::vector<Listed> items(std::min<std::uint64_t>(bytes.number(), limits::journal_records_max));
    for (Listed& item : items) {
        item.key = bytes.signed_number();
    }
    std::vector<KeyedPlay> plays;
    Instant end{};
    while (!bytes.at_end() && !bytes.broken()) {
        const std::uint64_t head = bytes.number();
        if (head >> 2 >= items.size()) {
            return damaged();
        }
        Listed& item = items[head >> 2];
        const std::uint64_t flags = (head & 1) != 0 ? bytes.number() : 0;
        const std::int64_t gap = (head & 2) != 0 ? bytes.signed_number() : 0;
        item.duration_ms += bytes.signed_number();
        PlayRecord record;
        record.from = end + Microseconds(gap);
        record.duration = Milliseconds(item.duration_ms);
        record.trusted = (flags & untrusted_flag) == 0;
        record.level = (flags & sent_flag) != 0 ? ProofLevel::sent : ProofLevel::shown;
        end = record.from + record.duration;
        plays.push_back({item.key, record});
    }
    if (bytes.broken()) {
        return damaged();
    }
    return plays;
}

} // namespace marquee::manager
