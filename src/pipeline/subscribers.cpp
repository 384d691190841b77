// Who gets an edition: adding, removing, listing. Every yes and no is kept as it was given.
#include "mail/message.h"
#include "pipeline/detail/state.h"
#include "text/ascii.h"

namespace newsloom::pipeline {

namespace {

std::string_view state_name(SubscriberState state) {
    switch (state) {
        case SubscriberState::pending:
            return "pending";
        case SubscriberState::active:
            return "active";
        case SubscriberState::unsubscribed:
            return "unsubscribed";
        case SubscriberState::suppressed:
            return "suppressed";
    }
    return "";
}

SubscriberState state_named(std::string_view name) {
    for (const SubscriberState state :
         {SubscriberState::pending, SubscriberState::active, SubscriberState::unsubscribed})
        if (name == state_name(state)) return state;
    return SubscriberState::suppressed;  // what we do not know gets no mail
}

/// The domain in lower case; the part before the @ is the receiver's own.
Result<std::string> address_of(std::string_view text) {
    text = ascii::trim(text);
    const std::size_t at = text.rfind('@');
    const bool broken = at == std::string_view::npos || at == 0 || at + 1 == text.size() || text.size() > 254 ||
                        text.find_first_of(" \t\r\n<>,;\"") != std::string_view::npos;
    if (broken) return fail(Errc::bad_input, "\"" + std::string(text) + "\" is not a mail address");
    return std::string(text.substr(0, at + 1)) + ascii::lower(text.substr(at + 1));
}

Result<std::optional<store::SubscriberRow>> find(store::Store& ledger, const std::string& address) {
    return store::first<store::SubscriberRow>(ledger,
                                              {.index = "subscriber_address", .equal = {std::string_view(address)}});
}

Result<void> say(store::Store& ledger, SubscriberId id, std::string what, std::string_view how, Instant now) {
    NL_TRY(const std::uint64_t n, store::count<store::ConsentRow>(ledger, {.equal = {store::to_value(id)}}));
    return store::put(ledger,
                      store::ConsentRow{id, static_cast<std::int64_t>(n) + 1, now, std::move(what), std::string(how)});
}

}  // namespace

Result<SubscriberId> Newsloom::add_subscriber(std::string_view text, std::string_view how, Instant now) {
    store::Store& ledger = state_->engine.ledger;
    NL_TRY(const std::string address, address_of(text));
    NL_TRY(const auto suppressed, store::get<store::SuppressionRow>(ledger, address));
    if (suppressed) return fail(Errc::refused, address + " is suppressed: " + suppressed->why);
    NL_TRY(auto row, find(ledger, address));
    if (row && row->state == state_name(SubscriberState::active)) return row->id;
    NL_TRY(auto transaction, store::Transaction::begin(ledger));
    if (!row) {
        NL_TRY(const std::int64_t id, next_id(ledger, "subscriber"));
        row = store::SubscriberRow{SubscriberId(id), address, "", state_->engine.options.language, now};
    }
    row->state = state_name(SubscriberState::active);
    row->consented = now;
    NL_CHECK(store::put(ledger, *row));
    NL_CHECK(say(ledger, row->id, "yes", how, now));
    NL_CHECK(transaction.commit());
    return row->id;
}

Result<void> Newsloom::remove_subscriber(std::string_view text, Instant now) {
    store::Store& ledger = state_->engine.ledger;
    NL_TRY(const std::string address, address_of(text));
    NL_TRY(auto row, find(ledger, address));
    if (!row) return fail(Errc::not_found, address + " is not a subscriber");
    NL_TRY(auto transaction, store::Transaction::begin(ledger));
    row->state = state_name(SubscriberState::unsubscribed);
    NL_CHECK(store::put(ledger, *row));
    NL_CHECK(say(ledger, row->id, "no", "command line", now));
    return transaction.commit();
}

Result<std::vector<Subscriber>> Newsloom::subscribers() {
    NL_TRY(const auto rows, store::select<store::SubscriberRow>(state_->engine.ledger));
    std::vector<Subscriber> result;
    for (const store::SubscriberRow& row : rows)
        result.push_back({row.id, row.address, state_named(row.state), row.consented, row.language});
    return result;
}

}  // namespace newsloom::pipeline
