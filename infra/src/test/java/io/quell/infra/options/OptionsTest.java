package io.quell.infra.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.Format;
import io.quell.infra.options.choice.CustomActions;
import io.quell.infra.options.choice.DeliveryMode;
import io.quell.infra.options.choice.Processor;
import io.quell.infra.options.choice.RuleFileSource;
import io.quell.infra.options.choice.SnapStartChoice;
import io.quell.infra.region.RegionFacts;
import io.quell.lambda.Mode;
import io.quell.run.mark.Marking.FieldsReading;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sns.Topic;

final class OptionsTest {

  @Test
  void haveADefaultEach() {
    assertThat(Options.defaults())
        .isEqualTo(
            new Options(
                Mode.OBSERVE,
                RuleFileSource.PACKAGED,
                new StackOptions("Quell", null),
                new BookNames(null, List.of("unnamed")),
                new IntakeOptions(
                    DeliveryMode.QUEUE,
                    Set.of(Format.ASFF, Format.OCSF),
                    true,
                    CustomActions.COMMAND),
                new UpdateOptions(FieldsReading.REPLACE, 1_000, 15),
                new FunctionOptions(1024, Processor.ARM64, false, SnapStartChoice.AUTO),
                new EndpointOptions(null, false),
                new ReconciliationOptions(true, 1_000, 1, 2, 100_000),
                new OperationOptions(null, List.of(), 1_000, 365, false),
                new OrganizationOptions(null, null, null, Map.of()),
                List.of()));
  }

  @Test
  void areReadFromText() {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("delivery", "direct"),
            Map.entry("mode", "enforce"),
            Map.entry("formats", "ocsf"),
            Map.entry("stackName", "Quell-pilot"),
            Map.entry("book", "prod-1"),
            Map.entry("formerBooks", "unnamed, Old,adhoc"),
            Map.entry("userDefinedFields", "merge"),
            Map.entry("mostGivenBack", "0"),
            Map.entry("lateMinutes", "off"),
            Map.entry("watch", "off"),
            Map.entry("customActions", "off"),
            Map.entry("alarmTopic", "arn:aws:sns:eu-west-1:111122223333:alarms"),
            Map.entry("alarmEmails", "team@example.com, night@example.com"),
            Map.entry("mostUpdates", "50"),
            Map.entry("key", "create"),
            Map.entry("vpc", "vpc-0a1b2c3d"),
            Map.entry("subnets", "subnet-0a1b2c3d,subnet-1a1b2c3d"),
            Map.entry("securityGroups", "sg-0a1b2c3d"),
            Map.entry("reservedConcurrency", "5"),
            Map.entry("tags", "team=security, cost-center=47=11"),
            Map.entry("logRetentionDays", "90"),
            Map.entry("ruleMetrics", "on"),
            Map.entry("memoryMb", "512"),
            Map.entry("architecture", "x86_64"),
            Map.entry("tracing", "on"),
            Map.entry("snapStart", "off"),
            Map.entry("rules", "appconfig"),
            Map.entry("reconcile", "off"),
            Map.entry("reconcileAtMost", "25"),
            Map.entry("reconcileReads", "2"),
            Map.entry("reconcileUpdates", "9"),
            Map.entry("reconcileFindings", "5000000"),
            Map.entry("endpointUrl", "http://localhost:8765"),
            Map.entry("fips", "off"));

    Options options = Options.of(values);

    assertThat(options)
        .isEqualTo(
            new Options(
                Mode.ENFORCE,
                RuleFileSource.APPCONFIG,
                new StackOptions("Quell-pilot", null),
                new BookNames("prod-1", List.of("unnamed", "Old", "adhoc")),
                new IntakeOptions(
                    DeliveryMode.DIRECT, Set.of(Format.OCSF), false, CustomActions.OFF),
                new UpdateOptions(FieldsReading.MERGE, 0, 0),
                new FunctionOptions(512, Processor.X86_64, true, SnapStartChoice.OFF),
                new EndpointOptions("http://localhost:8765", false),
                new ReconciliationOptions(false, 25, 2, 9, 5_000_000),
                new OperationOptions(
                    "arn:aws:sns:eu-west-1:111122223333:alarms",
                    List.of("team@example.com", "night@example.com"),
                    50,
                    90,
                    true),
                new OrganizationOptions(
                    "create",
                    new OrganizationOptions.NetworkIds(
                        "vpc-0a1b2c3d",
                        List.of("subnet-0a1b2c3d", "subnet-1a1b2c3d"),
                        List.of("sg-0a1b2c3d")),
                    5,
                    Map.of("team", "security", "cost-center", "47=11")),
                List.of(
                    new RegionalArn(
                        DeploymentOption.ALARM_TOPIC,
                        "arn:aws:sns:eu-west-1:111122223333:alarms",
                        "aws",
                        "eu-west-1"))));
    assertThat(options.intake().formatsText()).isEqualTo("ocsf");
    assertThat(Options.of(Map.of("fips", "on")).endpoint().fips()).isTrue();
  }

  @Test
  void areReadFromNumbersAndTruthValuesAndLists() {
    Options options =
        Options.of(
            Map.of(
                "memoryMb",
                2048,
                "logRetentionDays",
                30,
                "tracing",
                true,
                "lateMinutes",
                false,
                "formerBooks",
                List.of("Old", "unnamed")));

    assertThat(options.function().memoryMb()).isEqualTo(2048);
    assertThat(options.operations().logRetentionDays()).isEqualTo(30);
    assertThat(options.function().tracing()).isTrue();
    assertThat(options.updates().lateMinutes()).isZero();
    assertThat(Options.of(Map.of("lateMinutes", 0)).updates().lateMinutes()).isZero();
    assertThat(options.book().former()).containsExactly("Old", "unnamed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delivery         | sqs                 | queue or direct
          delivery         | QUEUE               | queue or direct
          mode             | dry-run             | observe or enforce
          formats          | asff,ocsf           | asff, ocsf or both
          stackName        | Quell.prod          | 1 to 128 letters, digits and hyphens, a letter first
          stackName        | 1st                 | 1 to 128 letters, digits and hyphens, a letter first
          book             | my book             | 1 to 64 letters, digits and hyphens, other than none, unnamed and adhoc
          book             | none                | 1 to 64 letters, digits and hyphens, other than none
          book             | unnamed             | 1 to 64 letters, digits and hyphens, other than none
          book             | adhoc               | 1 to 64 letters, digits and hyphens, other than none
          book             | prod]               | 1 to 64 letters, digits and hyphens, other than none
          formerBooks      | a b                 | up to 5 names of books, in a list or separated by commas, or none
          formerBooks      | a,                  | up to 5 names of books, in a list or separated by commas, or none
          formerBooks      | a,none              | up to 5 names of books, in a list or separated by commas, or none
          formerBooks      | a,a                 | up to 5 names of books, in a list or separated by commas, or none
          formerBooks      | a,b,c,d,e,f         | up to 5 names of books, in a list or separated by commas, or none
          userDefinedFields | MERGE              | replace or merge
          userDefinedFields | both               | replace or merge
          mostGivenBack    | -1                  | 0 to 10000
          mostGivenBack    | 10001               | 0 to 10000
          mostGivenBack    | off                 | 0 to 10000
          lateMinutes      | -5                  | 1 to 10080, or 0 or off
          lateMinutes      | 10081               | 1 to 10080, or 0 or off
          lateMinutes      | 15m                 | 1 to 10080, or 0 or off
          watch            | suppressed          | on or off
          customActions    | on                  | command, stack or off
          alarmTopic       | alarms              | the ARN of an SNS topic
          alarmTopic       | arn:aws:sqs:eu-west-1:111122223333:alarms | the ARN of an SNS topic
          alarmEmails      | team                | up to 20 e-mail addresses, in a list or separated by commas
          alarmEmails      | a@b.example,team    | up to 20 e-mail addresses
          alarmEmails      | a@b.example,a@b.example | up to 20 e-mail addresses
          alarmEmails      | '  '                | up to 20 e-mail addresses
          mostUpdates      | 0                   | 1 to 300000
          mostUpdates      | 300001              | 1 to 300000
          mostUpdates      | off                 | 1 to 300000
          key              | CREATE              | create or the ARN of a KMS key
          key              | 1234abcd-12ab-34cd-56ef-1234567890ab | create or the ARN of a KMS key
          key              | arn:aws:sns:eu-west-1:111122223333:key/1234abcd | create or the ARN of a KMS key
          vpc              | default             | the id of a VPC
          vpc              | subnet-0a1b2c3d     | the id of a VPC
          subnets          | vpc-0a1b2c3d        | up to 16 ids of subnets, in a list or separated by commas
          subnets          | subnet-0a1b2c3d,subnet-0a1b2c3d | up to 16 ids of subnets
          securityGroups   | default             | up to 5 ids of security groups, in a list or separated by commas
          reservedConcurrency | 0                | 3 to 1000
          reservedConcurrency | 2                | 3 to 1000
          reservedConcurrency | 1001             | 3 to 1000
          reservedConcurrency | none             | 3 to 1000
          tags             | team                | up to 40 texts name=value, in a list or separated by commas
          tags             | =security           | up to 40 texts name=value
          tags             | aws:team=security   | up to 40 texts name=value
          tags             | AWS:team=security   | up to 40 texts name=value
          tags             | team=a,team=b       | up to 40 texts name=value
          tags             | team=a;b            | up to 40 texts name=value
          logRetentionDays | 31                  | one of 1, 3, 5, 7, 14, 30, 60, 90
          logRetentionDays | a year              | one of 1, 3, 5, 7, 14, 30, 60, 90
          memoryMb         | 128                 | 256 to 10240
          memoryMb         | 20000               | 256 to 10240
          memoryMb         | 1 GB                | 256 to 10240
          architecture     | x86                 | arm64 or x86_64
          tracing          | yes                 | on or off
          snapStart        | yes                 | auto, on or off
          snapStart        | true                | auto, on or off
          fips             | 140-3               | on or off
          ruleMetrics      | all                 | on or off
          rules            | s3                  | packaged or appconfig
          rules            | rules.yaml          | packaged or appconfig
          reconcile        | weekly              | on or off
          reconcileAtMost  | 0                   | 1 to 86400
          reconcileAtMost  | 86401               | 1 to 86400
          reconcileAtMost  | all                 | 1 to 86400
          reconcileReads   | 0                   | 1 to 3
          reconcileReads   | 4                   | 1 to 3
          reconcileReads   | 0.5                 | 1 to 3
          reconcileUpdates | 0                   | 1 to 10
          reconcileUpdates | 11                  | 1 to 10
          reconcileFindings | 0                  | 1 to 100000000
          reconcileFindings | 100000001          | 1 to 100000000
          reconcileFindings | 99999999999        | 1 to 100000000
          reconcileFindings | 10 million         | 1 to 100000000
          endpointUrl      | localhost:8765      | an http or https address
          endpointUrl      | ftp://hub           | an http or https address
          endpointUrl      | ''                  | an http or https address
          """)
  void refuseAValueByNamingTheOptionTheValueAndWhatIsAllowed(
      String option, String value, String allowed) {
    assertThatThrownBy(() -> Options.of(Map.of(option, value)))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith(
            "Option %s is '%s', but must be %s".formatted(option, value, allowed))
        .hasMessageEndingWith(".");
  }

  @Test
  void refuseAReconciliationThatADayIsTooShortFor() {
    assertThatThrownBy(() -> Options.of(Map.of("reconcileFindings", "10000000")))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "A reconciliation of 10,000,000 findings takes 28 hours, and a day has 24: 100,000"
                + " reads of 100 at 1 a second, and up to 1,000 updates at 2 a second. Raise"
                + " reconcileReads (at most 3) or reconcileUpdates (at most 10), lower"
                + " reconcileFindings to the number of findings that are marked, or leave"
                + " reconciliation out: reconcile: off.");
    assertThat(
            Options.of(Map.of("reconcileFindings", "10000000", "reconcileReads", "2"))
                .reconciliation()
                .reads())
        .isEqualTo(2);
    assertThat(
            Options.of(Map.of("reconcileFindings", "10000000", "reconcile", "off"))
                .reconciliation()
                .isOn())
        .isFalse();
  }

  /// A day has 86,400 seconds; 500 of them are for 1,000 updates at two a second.
  @ParameterizedTest
  @CsvSource({
    "8590000, 1000, 1, 2, true",
    "8590001, 1000, 1, 2, false",
    "8640000, 1, 1, 1, false",
    "8639900, 1, 1, 1, true",
    "100, 86400, 1, 1, false",
    "100, 86399, 1, 1, true",
    "25770000, 1000, 3, 2, true",
    "25770001, 1000, 3, 2, false"
  })
  void countBothReadsAndUpdatesOfAReconciliation(
      String findings, String atMost, String reads, String updates, boolean fits) {
    Map<String, String> context =
        Map.of(
            "reconcileFindings",
            findings,
            "reconcileAtMost",
            atMost,
            "reconcileReads",
            reads,
            "reconcileUpdates",
            updates);
    if (fits) {
      assertThat(Options.of(context).reconciliation().isOn()).isTrue();
    } else {
      assertThatThrownBy(() -> Options.of(context))
          .isInstanceOf(OptionException.class)
          .hasMessageContaining("takes 25 hours, and a day has 24");
    }
  }

  @Test
  void refuseAListOfWhatIsOne() {
    assertThatThrownBy(() -> Options.of(Map.of("mode", List.of("observe"))))
        .hasMessage("Option mode is '[observe]', but must be observe or enforce.");
    assertThatThrownBy(() -> Options.of(Map.of("formerBooks", List.of("a", 1))))
        .hasMessageStartingWith("Option formerBooks is '[a, 1]', but must be up to 5 names");
    assertThatThrownBy(() -> Options.of(Map.of("formerBooks", List.of())))
        .hasMessageStartingWith("Option formerBooks is '[]', but must be up to 5 names");
  }

  @Test
  void showNoMoreOfAValueThanOneCanRead() {
    assertThatThrownBy(() -> Options.of(Map.of("mode", "x".repeat(1_000_000))))
        .hasMessageEndingWith("…', but must be observe or enforce.")
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", ""})
  void haveNoFormerBooksOnlyWhereThatIsSaid(String text) {
    if (text.isEmpty()) {
      assertThatThrownBy(() -> Options.of(Map.of("formerBooks", text)))
          .isInstanceOf(OptionException.class);
    } else {
      assertThat(Options.of(Map.of("formerBooks", text)).book().former()).isEmpty();
    }
  }

  @Test
  void takeOneEndpointOfTwo() {
    assertThatThrownBy(
            () -> Options.of(Map.of("fips", "on", "endpointUrl", "https://hub.example.com")))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "Option fips is on, but endpointUrl names an endpoint already, and the AWS SDK takes"
                + " only one of the two. Leave one out.");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8090, true",
    "http://host.docker.internal:8090, true",
    "http://host.containers.internal:8090, true",
    "http://hub:8090, true",
    "http://127.0.0.1, true",
    "http://[::1]:8090, true",
    "http://172.17.0.1:8090, true",
    "http://10.1.2.3, true",
    "http://192.168.1.9, true",
    "https://localhost:8090, false",
    "https://securityhub-fips.us-east-1.amazonaws.com, false",
    "http://securityhub.us-east-1.amazonaws.com, false",
    "http://172.32.0.1, false",
    "http://11.1.2.3, false",
    "http://3232235777, false",
    "http://localhost.example.com, false"
  })
  void tellALocalEndpoint(String url, boolean isLocal) {
    assertThat(Options.of(Map.of("endpointUrl", url)).endpoint().isLocal()).isEqualTo(isLocal);
  }

  @Test
  void nameTheBookAfterTheStackWhereNoneIsNamed() {
    assertThat(Options.defaults().book().in("Security-Quell")).isEqualTo("Security-Quell");
    assertThat(Options.of(Map.of("book", "prod")).book().in("Security-Quell")).isEqualTo("prod");
    assertThat(Options.of(Map.of("book", "prod")).book().in("${Token[AWS.StackName.4]}"))
        .isEqualTo("prod");
  }

  /// A name that only the deployment knows, one that is too long for a book, and one that is
  /// others'.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "${Token[AWS.StackName.4]}",
        "none",
        "adhoc",
        "unnamed",
        "a1234567890123456789012345678901234567890123456789012345678901234"
      })
  void askForABookWhereTheStacksNameCannotBeOne(String stack) {
    assertThatThrownBy(() -> Options.defaults().book().in(stack))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "The rule book has the name of its stack where none is given, but '%s' cannot be a book's name. Name it: the option book is 1 to 64 letters, digits and hyphens, other than none, unnamed and adhoc."
                .formatted(stack));
  }

  @ParameterizedTest
  @CsvSource({
    "mod, mode",
    "Mode, mode",
    "modes, mode",
    "mdoe, mode",
    "memory, memoryMb",
    "arch, architecture",
    "email, alarmEmails",
    "logRetention, logRetentionDays",
    "retention, logRetentionDays",
    "books, book",
    "formerBook, formerBooks",
    "userDefined, userDefinedFields",
    "late, lateMinutes",
    "reads, reconcileReads",
    "reconciles, reconcile",
    "reconcileRate, reconcile",
    "stack, stackName",
    "observe, 'mode: observe'",
    "enforced, 'mode: enforce'",
    "appConfig, 'rules: appconfig'",
    "direct, 'delivery: direct'"
  })
  void refuseANameThatIsNoOptionsAndSayWhatWasMeant(String name, String meant) {
    String shown = meant.contains(":") ? "'" + meant + "'" : meant;
    assertThatThrownBy(() -> Options.of(Map.of(name, "1")))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith(
            "There is no option %s: did you mean %s? There are: delivery, mode, "
                .formatted(name, shown));
  }

  @Test
  void refuseANameThatIsLikeNone() {
    assertThatThrownBy(() -> Options.of(Map.of("team", "security")))
        .hasMessageStartingWith("There is no option team. There are: delivery, mode, ");
  }

  @Test
  void haveNoRegionsInAnAppOfOnesOwn() {
    assertThatThrownBy(() -> Options.of(Map.of("regions", "eu-west-1")))
        .hasMessage(
            "Option regions is for a file of options: in an app of your own each stack has its"
                + " Region.");
  }

  @ParameterizedTest
  @CsvSource({
    "vpc=vpc-0a1b2c3d, subnets",
    "subnets=subnet-0a1b2c3d, vpc",
    "securityGroups=sg-0a1b2c3d, vpc",
    "vpc=vpc-0a1b2c3d subnets=subnet-0a1b2c3d, securityGroups",
    "vpc=vpc-0a1b2c3d securityGroups=sg-0a1b2c3d, subnets"
  })
  void refuseAPartOfANetwork(String given, String missing) {
    Map<String, String> values =
        Arrays.stream(given.split(" ", -1))
            .map(option -> option.split("=", 2))
            .collect(Collectors.toMap(option -> option[0], option -> option[1]));

    assertThatThrownBy(() -> Options.of(values))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "Options vpc, subnets and securityGroups belong together: %s is missing."
                .formatted(missing));
  }

  @Test
  void refuseMoreThanAWSTakes() {
    assertThatThrownBy(() -> Options.of(Map.of("tags", many(41, "name%d=value"))))
        .hasMessageStartingWith("Option tags is '41 tags'");
    assertThatThrownBy(() -> Options.of(Map.of("tags", List.of("n".repeat(129) + "=v"))))
        .isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> Options.of(Map.of("tags", List.of("n=" + "v".repeat(257)))))
        .isInstanceOf(OptionException.class);
    assertThatThrownBy(
            () ->
                Options.of(
                    Map.of(
                        "vpc",
                        "vpc-0a1b2c3d",
                        "subnets",
                        many(17, "subnet-0a1b2c%02d"),
                        "securityGroups",
                        "sg-0a1b2c3d")))
        .hasMessageStartingWith("Option subnets is 'subnet-0a1b2c00,");
    assertThatThrownBy(
            () ->
                Options.of(
                    Map.of(
                        "vpc",
                        "vpc-0a1b2c3d",
                        "subnets",
                        "subnet-0a1b2c3d",
                        "securityGroups",
                        many(6, "sg-0a1b2c%02d"))))
        .hasMessageStartingWith("Option securityGroups is 'sg-0a1b2c00,");
  }

  private static List<String> many(int count, String text) {
    return IntStream.range(0, count).mapToObj(text::formatted).toList();
  }

  /// In an app of one's own a topic of that app has no ARN before the deployment.
  @Test
  void takeATopicThatOnlyTheDeploymentKnows() {
    Topic topic = Topic.Builder.create(new Stack(), "Topic").build();

    assertThat(Options.of(Map.of("alarmTopic", topic.getTopicArn())).operations().isHeard())
        .isTrue();
    assertThat(Options.defaults().operations().isHeard()).isFalse();
  }

  @Test
  void refuseATopicOrKeyOfAnotherRegion() {
    Map.of(
            "alarmTopic",
            "arn:aws:sns:eu-west-1:111122223333:alarms",
            "key",
            "arn:aws:kms:eu-west-1:111122223333:key/1234abcd")
        .forEach(
            (option, arn) -> {
              Options options = Options.of(Map.of(option, arn));
              assertThatThrownBy(() -> options.requireOffered(new RegionFacts("us-east-1")))
                  .hasMessageContaining("which is in eu-west-1, but the stack is in us-east-1");
            });
  }

  /// IAM: an alias of a key stands for no key in a policy.
  @ParameterizedTest
  @CsvSource({
    "key, arn:aws:kms:eu-west-1:111122223333:alias/quell",
    "key, arn:aws:kms:eu-west-1:111122223333:key/",
    "alarmTopic, arn:aws:sns:eu-west-1:111122223333:alarms:1234abcd"
  })
  void refuseAnAliasOfAKeyAndASubscriptionOfATopic(String option, String arn) {
    assertThatThrownBy(() -> Options.of(Map.of(option, arn)))
        .hasMessageContaining("Option %s is '%s'".formatted(option, arn));
  }
}
