package io.quell.cli.stack;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.aws.AwsException;
import io.quell.cli.aws.AwsRequest;
import io.quell.cli.aws.AwsService;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// An event source mapping: what takes messages out of a queue and invokes a function with them
/// (Lambda 2015-03-31).
///
/// @param of whose messages it takes, for people
/// @param id its id
/// @param aws where it is asked
public record QueueMapping(String of, String id, AwsConnection aws) {
  /// Lambda changes a mapping within seconds most of the time.
  private static final Duration LONGEST_CHANGE = Duration.ofMinutes(5);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(3);
  private static final Set<String> SETTLED = Set.of("Enabled", "Disabled");

  /// `Creating`, `Enabling`, `Enabled`, `Disabling`, `Disabled`, `Updating` or `Deleting`.
  public String state() {
    return aws.call(request("GetEventSourceMapping", "GET"))
        .json()
        .text("State")
        .orElse("without a state");
  }

  private AwsRequest request(String operation, String method) {
    return AwsRequest.rest(
        AwsService.LAMBDA, operation, method, "2015-03-31", "event-source-mappings", id);
  }

  /// Whether it takes messages, or is about to.
  public boolean isOn() {
    String state = state();
    return !state.equals("Disabled") && !state.equals("Disabling");
  }

  /// Switches it on or off, and returns when it is.
  ///
  /// @param waiting takes its state while it changes
  /// @return the state in which it is in the end, which is another one where five minutes are over
  public String become(boolean enabled, Consumer<String> waiting) {
    String wanted = enabled ? "Enabled" : "Disabled";
    var patience = new Waiting(LONGEST_CHANGE, LONGEST_INTERVAL, waiting);
    String before = settled(patience);
    if (!before.equals(wanted)) {
      set(enabled, patience);
    }
    return patience.until(this::state, wanted::equals, this::words);
  }

  /// A mapping that changes takes no other change.
  private String settled(Waiting patience) {
    return patience.until(this::state, SETTLED::contains, this::words);
  }

  private String words(String state) {
    return "the mapping of the %s is %s".formatted(of, state);
  }

  private void set(boolean enabled, Waiting patience) {
    AwsRequest request =
        request("UpdateEventSourceMapping", "PUT").json(Map.of("Enabled", enabled));
    try {
      aws.call(request);
    } catch (AwsException e) {
      if (!e.code().equals("ResourceInUseException")) {
        throw e;
      }
      settled(patience);
      aws.call(request);
    }
  }
}
