#include "pipeline/deliver.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <span>
#include <tuple>

#include "base/hash.h"
#include "edition/compose.h"
#include "mail/message.h"
#include "pipeline/detail/state.h"
#include "printed/edition.h"
#include "render/render.h"
#include "text/ascii.h"

namespace newsloom::pipeline {

namespace {

/// Marked `sending` and settled together: a kill makes at most so many rows doubtful, and 16 to a commit keep up with
/// any mail server (commits under synchronous=FULL: some 170 a second).
constexpr std::size_t kBatch = 16;
constexpr int kMostAttempts = 8;
/// So many times in a row "later" or no server at all: the rest would fare no better now.
constexpr int kMostDeferredInARow = 3;

std::string domain_of(std::string_view address) {
    const std::size_t at = address.rfind('@');
    return std::string(at == std::string_view::npos ? address : address.substr(at + 1));
}

/// 5 minutes, then four times as long each time, at most a day.
std::chrono::seconds pause_after(int attempts) {
    std::chrono::seconds pause = std::chrono::minutes(5);
    for (int i = 1; i < attempts && pause < std::chrono::hours(24); ++i)
        pause *= 4;
    return std::min<std::chrono::seconds>(pause, std::chrono::hours(24));
}

std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (ascii::is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            result += c;
        } else {
            result += '%';
            result += "0123456789ABCDEF"[byte >> 4];
            result += "0123456789ABCDEF"[byte & 15];
        }
    }
    return result;
}

/// The messages of one edition. Everything comes from what was frozen: the same row gives the same bytes.
class Messages {
  public:
    Messages(const Options& options, const Edition& edition)
        : options_(options),
          edition_(edition),
          parts_(render::mail(
              edition,
              [language = edition.language](const Label& label) { return edition::label_text(label, language); },
              {.title = options.site_title, .base_url = options.base_url})) {}

    [[nodiscard]] Result<std::string> to(const std::string& address, const std::string& message_id) const {
        mail::Message message;
        message.from_name = options_.from_name;
        message.from_address = options_.from_address;
        message.to_address = address;
        message.subject = parts_.subject;
        message.text = parts_.text;
        message.html = parts_.html;
        message.message_id = message_id;
        message.date = edition_.composed;
        std::string unsubscribe = "<mailto:" + options_.from_address + "?subject=unsubscribe>";
        if (!options_.unsubscribe_url.empty()) {
            std::string url = options_.unsubscribe_url;
            const std::string slot = "{address}";
            if (const auto at = url.find(slot); at != std::string::npos)
                url.replace(at, slot.size(), percent_encoded(address));
            unsubscribe = "<" + url + ">, " + unsubscribe;
        }
        message.headers.emplace_back("List-Id", "<newsloom." + domain_of(options_.from_address) + ">");
        message.headers.emplace_back("List-Unsubscribe", unsubscribe);
        message.headers.emplace_back("Precedence", "bulk");
        return mail::bytes_of(message);
    }

  private:
    const Options& options_;
    const Edition& edition_;
    render::MailParts parts_;
};

class Sender {
  public:
    Sender(Engine& engine, const DeliverRequest& request, net::Deliverer& deliverer)
        : engine_(engine), request_(request), deliverer_(deliverer) {}

    Result<DeliverReport> send() {
        NL_TRY(auto due, rows_due());
        if (request_.dry_run) {
            report_.waiting += due.size();
            return std::move(report_);
        }
        const auto began = std::chrono::steady_clock::now();
        for (std::size_t at = 0; at < due.size() && !report_.stopped; at += kBatch) {
            const auto batch = std::span(due).subspan(at, std::min(kBatch, due.size() - at));
            NL_CHECK(one_batch(batch));
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
            progress(at + batch.size(), due.size(), took.count(), false);
            const bool rest = at + kBatch < due.size();
            if (rest && engine_.options.stop && engine_.options.stop()) report_.stopped = true;
            if (report_.stopped) report_.waiting += due.size() - std::min(at + kBatch, due.size());
        }
        progress(due.size(), due.size(), 0, true);
        return std::move(report_);
    }

  private:
    void progress(std::uint64_t done, std::uint64_t total, double seconds, bool ended) const {
        if (!engine_.options.progress) return;
        Progress now;
        now.stage = "deliver";
        now.done = done;
        now.total = total;
        now.failed = report_.failed;
        now.seconds = seconds;
        now.ended = ended;
        engine_.options.progress(now);
    }

    Result<EditionId> edition_wanted() {
        if (request_.edition.empty()) return EditionId();
        NL_TRY(const auto row,
               store::first<store::EditionRow>(
                   engine_.ledger, {.index = "edition_key", .equal = {std::string_view(request_.edition)}}));
        if (!row) return fail(Errc::not_found, "there is no edition \"" + request_.edition + "\"");
        return row->id;
    }

    /// Rows that a killed sender left in `sending` first become doubtful; then all that are due, by (edition,
    /// subscriber).
    Result<std::vector<store::OutboxRow>> rows_due() {
        NL_TRY(const EditionId wanted, edition_wanted());
        std::vector<store::OutboxRow> due;
        NL_TRY(auto cut, in_state("sending"));
        if (!request_.dry_run && !cut.empty()) {
            for (store::OutboxRow& row : cut) {
                row.state = "doubtful";
                row.detail = "the sender was stopped before the answer";
            }
            NL_CHECK(put(cut));
        }
        NL_TRY(auto doubtful, in_state("doubtful"));
        NL_TRY(auto pending, in_state("pending"));
        for (auto* rows : {&doubtful, &pending, request_.dry_run ? &cut : nullptr}) {
            if (rows == nullptr) continue;
            for (store::OutboxRow& row : *rows) {
                if (wanted && row.edition != wanted) continue;
                if (row.due && *row.due > request_.now) {
                    ++report_.waiting;
                } else {
                    due.push_back(std::move(row));
                }
            }
        }
        std::sort(due.begin(), due.end(), [](const store::OutboxRow& a, const store::OutboxRow& b) {
            return std::tie(a.edition, a.subscriber) < std::tie(b.edition, b.subscriber);
        });
        return due;
    }

    Result<std::vector<store::OutboxRow>> in_state(std::string_view state) {
        return store::select<store::OutboxRow>(engine_.ledger, {.index = "outbox_state", .equal = {state}});
    }

    Result<void> put(std::span<const store::OutboxRow> rows) {
        NL_TRY(auto transaction, store::Transaction::begin(engine_.ledger));
        for (const store::OutboxRow& row : rows)
            NL_CHECK(store::put(engine_.ledger, row));
        return transaction.commit();
    }

    Result<void> one_batch(std::span<store::OutboxRow> rows) {
        for (store::OutboxRow& row : rows) {
            row.state = "sending";
            ++row.attempts;
        }
        NL_CHECK(put(rows));
        Result<void> broken;
        for (store::OutboxRow& row : rows) {
            if (!broken || report_.stopped) {
                // Not one byte of it went out.
                row.state = "pending";
                --row.attempts;
                ++report_.waiting;
                continue;
            }
            broken = one_message(row);
            if (!broken) {
                row.state = "pending";
                --row.attempts;
            }
        }
        NL_CHECK(put(rows));
        return broken;
    }

    /// Errors: the store's; everything that the mail server says becomes the row's state.
    Result<void> one_message(store::OutboxRow& row) {
        NL_TRY(const auto subscriber, store::get<store::SubscriberRow>(engine_.ledger, row.subscriber));
        if (!subscriber || subscriber->state != "active") {
            settle(row, "failed", "no longer subscribed");
            ++report_.failed;
            return {};
        }
        NL_TRY(const Messages* messages, messages_of(row.edition));
        const auto bytes = messages->to(subscriber->address, row.message_id);
        const auto answer = bytes ? deliverer_.send(engine_.options.from_address, subscriber->address, *bytes)
                                  : Result<net::SentAnswer>(tl::unexpected<Error>(bytes.error()));
        if (!answer) {
            if (answer.error().code != Errc::bad_input) return tl::unexpected<Error>(answer.error());
            settle(row, "failed", answer.error().message);
            ++report_.failed;
            return {};
        }
        take(row, *answer);
        return {};
    }

    void take(store::OutboxRow& row, const net::SentAnswer& answer) {
        if (answer.sent != net::Sent::accepted) report_.why = answer.what;
        const bool given_up = row.attempts >= kMostAttempts;
        switch (answer.sent) {
            case net::Sent::accepted:
                settle(row, "sent", {});
                ++report_.sent;
                break;
            case net::Sent::rejected:
                settle(row, "failed", answer.what);
                ++report_.failed;
                break;
            case net::Sent::doubtful:
                settle(row, "doubtful", answer.what);
                row.done.reset();
                row.due = request_.now + pause_after(row.attempts);
                ++report_.doubtful;
                break;
            case net::Sent::deferred:
                if (given_up) {
                    settle(row, "failed", "given up after " + std::to_string(row.attempts) + " tries: " + answer.what);
                    ++report_.failed;
                    break;
                }
                row.state = "pending";
                row.detail = answer.what;
                row.due = request_.now + pause_after(row.attempts);
                ++report_.waiting;
                break;
        }
        deferred_in_a_row_ = answer.sent == net::Sent::deferred ? deferred_in_a_row_ + 1 : 0;
        if (deferred_in_a_row_ >= kMostDeferredInARow) report_.stopped = true;
    }

    void settle(store::OutboxRow& row, std::string state, std::string detail) const {
        row.state = std::move(state);
        row.detail = std::move(detail);
        row.done = request_.now;
    }

    Result<const Messages*> messages_of(EditionId id) {
        if (const auto found = messages_.find(id); found != messages_.end()) return found->second.get();
        NL_TRY(const auto row, store::get<store::EditionRow>(engine_.ledger, id));
        if (!row)
            return fail(Errc::internal,
                        "the outbox names edition " + std::to_string(id.value) + ", which is not there");
        NL_TRY(Edition edition, printed::edition_from_json(row->json));
        edition.id = id;
        const auto kept = editions_.insert_or_assign(id, std::make_unique<Edition>(std::move(edition))).first;
        const auto made = messages_.emplace(id, std::make_unique<Messages>(engine_.options, *kept->second)).first;
        return made->second.get();
    }

    Engine& engine_;
    const DeliverRequest& request_;
    net::Deliverer& deliverer_;
    std::map<EditionId, std::unique_ptr<Edition>> editions_;
    std::map<EditionId, std::unique_ptr<Messages>> messages_;
    DeliverReport report_;
    int deferred_in_a_row_ = 0;
};

}  // namespace

Result<DeliverReport> Newsloom::deliver(const DeliverRequest& request, net::Deliverer& deliverer) {
    return Sender(state_->engine, request, deliverer).send();
}

Result<std::string> Newsloom::message_for(std::string_view edition_key, std::string_view address) {
    const Options& options = state_->engine.options;
    NL_TRY(const Edition edition, this->edition(edition_key));
    const std::string to(address);
    return Messages(options, edition)
        .to(to, edition.key + ".test." + hex(hash64(edition.key + "\n" + to)) + "@" + domain_of(options.from_address));
}

}  // namespace newsloom::pipeline
