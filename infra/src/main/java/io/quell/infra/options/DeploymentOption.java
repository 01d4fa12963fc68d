package io.quell.infra.options;

import io.quell.lambda.CallBudget;
import io.quell.run.BookSettings;
import io.quell.update.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The name, the default and the meaning of each option: what the file is read by, what a
/// refusal says and what the documentation shows.
public enum DeploymentOption {
  DELIVERY(
      "delivery",
      "queue",
      "`queue` or `direct`",
      String.format(
          Locale.ROOT,
          "How events reach the function: through a queue that fills batches of %,d, or one by"
              + " one.",
          CallBudget.BATCH_SIZE)), //
  MODE(
      "mode",
      "observe",
      "`observe` or `enforce`",
      "Whether decisions are only reported or also applied. In `observe` the function's role denies"
          + " every update."), //
  FORMATS("formats", "both", "`asff`, `ocsf` or `both`", "Which findings start the function."), //
  STACK_NAME(
      "stackName",
      "Quell",
      "1 to " + StackOptions.LONGEST_NAME + " letters, digits and hyphens, a letter first",
      "What the stack is called in CloudFormation."), //
  BOOK(
      "book",
      "",
      "1 to "
          + BookSettings.LONGEST_NAME
          + " letters, digits and hyphens, other than `none`, `unnamed` and `adhoc`",
      "The name of the rule book, which its marks on findings carry. A book changes only what no"
          + " other book has marked. None: the stack's name."), //
  FORMER_BOOKS(
      "formerBooks",
      "unnamed",
      "up to "
          + BookNames.MOST_FORMER
          + " names of books, in a list or separated by commas, or `none`",
      "The books whose marks this one takes over. `unnamed` stands for versions of Quell whose"
          + " books had no name. A pilot stack beside production says `none`; a stack that was"
          + " renamed says its old name."), //
  USER_DEFINED_FIELDS(
      "userDefinedFields",
      "replace",
      "`replace` or `merge`",
      "How Security Hub takes the user-defined fields of an update, which is not documented."
          + " `replace` sends those of others too and is right in either case. With `merge` more"
          + " findings share a call: choose it after `quell probe` has said that they are"
          + " merged."), //
  MOST_GIVEN_BACK(
      "mostGivenBack",
      "1000",
      "0 to " + UpdateOptions.MOST_GIVEN_BACK,
      "The most findings on which one invocation gives something back. The rest is left as it is"
          + " and counted. `0` pauses giving back."), //
  LATE_MINUTES(
      "lateMinutes",
      "15",
      "1 to " + UpdateOptions.MOST_LATE_MINUTES + ", or `0` or `off`",
      "From which age on an event is late. A finding is read again before a late event, or a"
          + " message that has come before, changes it. `0` or `off`: nothing is read, and the"
          + " function's role cannot read."), //
  WATCH(
      "watch",
      "on",
      "`on` or `off`",
      "Whether every finding that this book has marked starts the function, suppressed ones too. In"
          + " `off` a suppression stays even when no rule wants it any more."), //
  REGIONS(
      "regions",
      "",
      "Regions of one partition, each with its own options, or a list of Regions",
      "The Regions to deploy to, one stack each. None: the Region of the credentials."), //
  CUSTOM_ACTIONS(
      "customActions",
      "command",
      "`command`, `stack` or `off`",
      "Who creates the custom actions *Quell: triage*, *Quell: release* and *Quell: undo release*:"
          + " you, by commands, or the stack; or nobody."), //
  ALARM_TOPIC(
      "alarmTopic",
      "",
      "the ARN of an SNS topic",
      "A topic that is there already and that alarms are sent to. Its policy, and its key's, must"
          + " let `cloudwatch.amazonaws.com` use it."), //
  ALARM_EMAILS(
      "alarmEmails",
      "",
      "up to "
          + OperationOptions.MOST_EMAILS
          + " e-mail addresses, in a list or separated by commas",
      "Who is told of alarms by e-mail. Without these and `alarmTopic` nobody is told, so there are"
          + " no alarms but those that take published rules back."), //
  MOST_UPDATES(
      "mostUpdates",
      "1000",
      "1 to " + OperationOptions.MOST_UPDATES,
      "From how many findings on that one rule changes in five minutes an alarm goes off. It also"
          + " takes published rules back while they are being deployed."), //
  LOG_RETENTION(
      "logRetentionDays",
      "365",
      "one of " + join(OperationOptions.RETENTIONS),
      "How long the log of decisions is kept."), //
  RULE_METRICS(
      "ruleMetrics",
      "off",
      "`on` or `off`",
      "Whether metrics are also counted by rule. Each rule that matches costs a few metrics, at"
          + " $0.30 a month each."), //
  MEMORY(
      "memoryMb",
      "1024",
      FunctionOptions.LEAST_MEMORY + " to " + FunctionOptions.MOST_MEMORY,
      "The function's memory, and with it its share of a processor. With 512 or less the largest"
          + " batches do not fit, one after the other."), //
  ARCHITECTURE("architecture", "arm64", "`arm64` or `x86_64`", "The function's processor."), //
  TRACING("tracing", "off", "`on` or `off`", "Whether X-Ray traces the function."), //
  SNAP_START(
      "snapStart",
      "auto",
      "`auto`, `on` or `off`",
      "Whether the functions start from a snapshot. `auto`: where the Region has SnapStart."), //
  KEY(
      "key",
      "",
      "`create` or the ARN of a KMS key",
      "The key that encrypts queues, logs, the functions' variables and the alarm topic. `create`:"
          + " the stack has a key of its own. None: the services' own keys. Dead-letter queues"
          + " always have SQS's own, so that a key that is lost loses no events."), //
  VPC(
      "vpc",
      "",
      "the id of a VPC",
      "The network that the functions run in, together with `subnets` and `securityGroups`. None:"
          + " Lambda's own."), //
  SUBNETS(
      "subnets",
      "",
      "up to "
          + OrganizationOptions.NetworkIds.MOST_SUBNETS
          + " ids of subnets, in a list or separated by commas",
      "The subnets of `vpc` that the functions run in, best two or more in different Availability"
          + " Zones."), //
  SECURITY_GROUPS(
      "securityGroups",
      "",
      "up to "
          + OrganizationOptions.NetworkIds.MOST_GROUPS
          + " ids of security groups, in a list or separated by commas",
      "The security groups of the functions. They must let HTTPS out to the endpoints."), //
  RESERVED_CONCURRENCY(
      "reservedConcurrency",
      "",
      OrganizationOptions.LEAST_CONCURRENCY + " to " + OrganizationOptions.MOST_CONCURRENCY,
      "How many invocations of the function the account keeps free for it, and at most runs at"
          + " once. The second function then has 2 and the validator 1. None: they share with the"
          + " account's other functions."), //
  TAGS(
      "tags",
      "",
      "up to "
          + OrganizationOptions.MOST_TAGS
          + " texts `name=value`, in a list or separated by commas",
      "What every resource of the stack is tagged with."), //
  RULES(
      "rules",
      "packaged",
      "`packaged` or `appconfig`",
      "Where the file of rules comes from: packaged with the function, or published in AWS"
          + " AppConfig without a deployment of the stack."), //
  RECONCILE(
      "reconcile",
      "on",
      "`on` or `off`",
      "Whether a second function looks for findings that are not as the rules want them: every day,"
          + " every week, and after a change of the rules. In `off` there is nothing of it."), //
  RECONCILE_AT_MOST(
      "reconcileAtMost",
      "1000",
      "1 to " + ReconciliationOptions.MOST_GIVEN_BACK,
      "The most findings on which one run gives something back. There it stops, and an alarm goes"
          + " off; `quell reconcile --KIND --yes N` starts one with a higher number."), //
  RECONCILE_READS(
      "reconcileReads",
      "1",
      "1 to " + Limits.READS_A_SECOND,
      "How many reads a second a run makes, of the "
          + Limits.READS_A_SECOND
          + " that Security Hub takes. Late events can need one of them."), //
  RECONCILE_UPDATES(
      "reconcileUpdates",
      "2",
      "1 to " + Limits.CALLS_A_SECOND,
      "How many updates a second a run makes, of the "
          + Limits.CALLS_A_SECOND
          + " that Security Hub takes."), //
  RECONCILE_FINDINGS(
      "reconcileFindings",
      "100000",
      "1 to " + ReconciliationOptions.MOST_FINDINGS,
      "How many findings the book has marked, at most. A run that cannot read them within a day is"
          + " refused."), //
  ENDPOINT_URL(
      "endpointUrl",
      "",
      "an `http` or `https` address",
      "Another Security Hub endpoint, such as a local one for `sam local invoke`. None: the"
          + " Region's own."), //
  FIPS(
      "fips",
      "off",
      "`on` or `off`",
      "Whether the functions call the endpoints of Security Hub and SQS with FIPS 140 validated"
          + " cryptography: in us-east-1, us-east-2, us-west-1, us-west-2 and GovCloud. AppConfig"
          + " has such endpoints in GovCloud only.");

  private static final Pattern CHOICES = Pattern.compile("`\\w+`((,| or) `\\w+`)+");
  private static final Set<String> SWITCH = Set.of("on", "off");

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

  /// The option's name in the file.
  public String key() {
    return key;
  }

  /// The default as one would write it, empty for none.
  public String defaultText() {
    return defaultText;
  }

  /// What it may be, without the marks of the documentation.
  String plainAllowed() {
    return allowed.replace("`", "");
  }

  /// The words that it may be, but for `on` and `off`; none where it may be more than some words.
  List<String> choices() {
    return CHOICES.matcher(allowed).matches()
        ? Arrays.stream(allowed.split(",? (or )?", -1))
            .map(word -> word.replace("`", ""))
            .filter(word -> !SWITCH.contains(word))
            .toList()
        : List.of();
  }

  /// What a refusal of a value says.
  String refusal(@Nullable Object value) {
    return "Option %s is '%s', but must be %s."
        .formatted(key, OptionValues.shown(value), plainAllowed());
  }

  /// The refusal of a value.
  OptionException refused(@Nullable Object value) {
    return new OptionException(this, refusal(value));
  }

  /// Refuses a value where something does not hold.
  void require(boolean holds, @Nullable Object value) {
    if (!holds) {
      throw refused(value);
    }
  }

  /// Refuses a number that is too small or too large.
  void requireWithin(int least, int value, int most) {
    require(value >= least && value <= most, value);
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
