#include "manager/publishing/approval.hpp"

#include <algorithm>

#include "schemas/wire/envelope.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

Status seal_revision(ProgramRevision& revision, const TrustAuthority& trust, BlobStore& blobs) {
    const Result<std::string> envelope =
        wire::read_program(revision.payload)
            .and_then([&](const Program& program) { return trust.seal(program); })
            .map(wire::write_envelope);
    if (!envelope) {
        return tl::unexpected<Error>(envelope.error());
    }
    const std::string& bytes = *envelope;
    return blobs.put(bytes).map([&](const Sha256& digest) {
        revision.envelope_sha256 = digest;
        revision.envelope_size_bytes = bytes.size();
        revision.state = ProgramState::approved;
    });
}

Result<Affected> reached_by(const View& view, const ProgramId& program) {
    return view.content.schedules_of(program).and_then(
        [&](const std::vector<ScheduleRecord>& schedules) {
            return view.policies.naming(program).map([&](const PolicySubjects& subjects) {
                Affected affected{.units = subjects.units, .displays = subjects.displays};
                for (const ScheduleRecord& schedule : schedules) {
                    affected.add(schedule.targets);
                }
                return affected;
            });
        });
}

std::vector<AccountId> approvers_of(const std::vector<ProgramEvent>& events,
                                    std::int32_t revision) {
    std::vector<AccountId> approvers;
    for (const ProgramEvent& event : events) {
        if (event.revision != revision) {
            continue;
        }
        if (event.verb == ReviewVerb::submit) {
            approvers.clear();
        }
        const bool known =
            std::find(approvers.begin(), approvers.end(), event.account) != approvers.end();
        if (event.verb == ReviewVerb::approve && !known) {
            approvers.push_back(event.account);
        }
    }
    return approvers;
}

bool is_author(const std::vector<ProgramEvent>& events, std::int32_t revision,
               const AccountId& account) {
    return std::any_of(events.begin(), events.end(), [&](const ProgramEvent& event) {
        const bool wrote = event.verb == ReviewVerb::create || event.verb == ReviewVerb::change
                           || event.verb == ReviewVerb::submit;
        return event.revision == revision && event.account == account && wrote;
    });
}

} // namespace marquee::manager
