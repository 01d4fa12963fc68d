package io.quell.infra.options;

import io.quell.update.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The name, the default and the meaning of each option: what the context is read by, what a
/// refusal says and what the documentation shows.
public enum DeploymentOption {
  DELIVERY(
      "delivery",
      "queue",
      "`queue` or `direct`",
      "How events reach the function: through a queue that fills batches of "
          + Limits.MOST_FINDINGS_A_CALL
          + ", or one by one."), //
  MODE(
      "mode",
      "observe",
      "`observe` or `enforce`",
      "Whether decisions are only reported or also applied. In `observe` the function's role denies"
          + " every update."), //
  FORMATS("formats", "both", "`asff`, `ocsf` or `both`", "Which findings start the function."), //
  WATCH(
      "watch",
      "on",
      "`on` or `off`",
      "Whether every finding that Quell has changed starts the function, suppressed ones too. In"
          + " `off` a suppression stays even when no rule wants it any more."), //
  REGIONS(
      "regions",
      "",
      "Region names, separated by commas, of one partition",
      "The Regions to deploy to, one stack each. None: the Region of the credentials."), //
  CUSTOM_ACTIONS(
      "customActions",
      "command",
      "`command`, `stack` or `off`",
      "Who creates the custom actions *Quell: triage* and *Quell: release*: you, by a command, or"
          + " the stack; or nobody."), //
  ALARM_EMAIL(
      "alarmEmail",
      "",
      "an e-mail address",
      "Who is told of alarms. None: alarms show on the dashboard only."), //
  LOG_RETENTION(
      "logRetentionDays",
      "365",
      "one of " + join(Options.RETENTIONS),
      "How long the log of decisions is kept."), //
  MEMORY(
      "memoryMb",
      "1024",
      "256 to 10240",
      "The function's memory, and with it its share of a processor."), //
  ARCHITECTURE("architecture", "arm64", "`arm64` or `x86_64`", "The function's processor."), //
  TRACING("tracing", "off", "`on` or `off`", "Whether X-Ray traces the function."), //
  RULES(
      "rules",
      "packaged",
      "`packaged` or `appconfig`",
      "Where the file of rules comes from: packaged with the function, or published in AWS"
          + " AppConfig without a deployment of the stack."), //
  ENDPOINT_URL(
      "endpointUrl",
      "",
      "an `http` or `https` address",
      "Another Security Hub endpoint: a local one for `sam local invoke`, or a FIPS one. None: the"
          + " Region's own.");

  private final String key;
  private final String defaultText;
  private final String allowed;
  private final String meaning;

  DeploymentOption(String key, String defaultText, String allowed, String meaning) {
    this.key = key;
    this.defaultText = defaultText;
    this.allowed = allowed;
    this.meaning = meaning;
  }

  private static String join(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /// The option's name in the context.
  public String key() {
    return key;
  }

  /// The default as one would write it, empty for none.
  String defaultText() {
    return defaultText;
  }

  /// The refusal of a value.
  OptionException refused(Object value) {
    return new OptionException(
        "Option %s is '%s', but must be %s.".formatted(key, value, allowed.replace("`", "")));
  }

  /// The options as a Markdown table, as the documentation shows it.
  public static String table() {
    return "| option | default | allowed | meaning |\n|---|---|---|---|\n"
        + Arrays.stream(values())
            .map(
                option ->
                    "| `%s` | %s | %s | %s |%n"
                        .formatted(
                            option.key,
                            option.defaultText.isEmpty() ? "none" : "`" + option.defaultText + "`",
                            option.allowed,
                            option.meaning))
            .collect(Collectors.joining());
  }
}
