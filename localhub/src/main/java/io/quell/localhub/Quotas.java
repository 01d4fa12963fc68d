package io.quell.localhub;

import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.Quota;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.ServiceException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The quotas of the hub, a bucket for each operation that has one.
final class Quotas {
  private final Map<HubOperation, TokenBucket> buckets = new EnumMap<>(HubOperation.class);
  private final ConcurrentMap<HubOperation, Integer> refused = new ConcurrentHashMap<>();

  Quotas(Map<HubOperation, Quota> quotas, InstantSource clock) {
    quotas.forEach((operation, quota) -> buckets.put(operation, new TokenBucket(quota, clock)));
  }

  /// Lets a call through, unless it comes too soon.
  ///
  /// @throws ServiceException for a call that comes too soon
  void check(HubOperation operation) {
    TokenBucket bucket = buckets.get(operation);
    if (bucket != null && !bucket.take()) {
      refused.merge(operation, 1, Integer::sum);
      throw new ServiceException(
          ServiceError.THROTTLED, "Rate exceeded for " + operation.apiName() + ".");
    }
  }

  /// How many calls came too soon.
  int refused(HubOperation operation) {
    return refused.getOrDefault(operation, 0);
  }
}
