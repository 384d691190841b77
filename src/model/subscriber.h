/// Who gets an edition, and what became of each message.
#pragma once

#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/instant.h"

namespace newsloom {

enum class SubscriberState { pending, active, unsubscribed, suppressed };

struct Subscriber {
    SubscriberId id;
    std::string address;
    SubscriberState state = SubscriberState::active;
    Instant consented{};
    std::string language = "en";
};

/// pending -> sending -> sent | failed | doubtful; unique by (edition, subscriber).
enum class DeliveryState { pending, sending, sent, failed, doubtful };

struct Delivery {
    EditionId edition;
    SubscriberId to;
    DeliveryState state = DeliveryState::pending;
    int attempts = 0;
    std::string message_id;
};

}  // namespace newsloom
