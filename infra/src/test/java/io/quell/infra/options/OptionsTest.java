package io.quell.infra.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.Format;
import io.quell.lambda.Mode;
import io.quell.run.mark.Marking.FieldsReading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

  @Test
  void haveADefaultEach() {
    assertThat(Options.defaults())
        .returns(DeliveryMode.QUEUE, Options::delivery)
        .returns(Mode.OBSERVE, Options::mode)
        .returns(Set.of(Format.ASFF, Format.OCSF), Options::formats)
        .returns("Quell", Options::stackName)
        .returns(null, Options::book)
        .returns(List.of("unnamed"), Options::formerBooks)
        .returns(FieldsReading.REPLACE, Options::userDefinedFields)
        .returns(1_000, Options::mostGivenBack)
        .returns(15, Options::lateMinutes)
        .returns(true, Options::watch)
        .returns(List.of(), Options::regions)
        .returns(CustomActions.COMMAND, Options::customActions)
        .returns(null, Options::alarmEmail)
        .returns(365, Options::logRetentionDays)
        .returns(1024, Options::memoryMb)
        .returns(Processor.ARM64, Options::processor)
        .returns(false, Options::tracing)
        .returns(RuleFileSource.PACKAGED, Options::rules)
        .returns(new ReconciliationOptions(true, 1_000, 1, 2, 100_000), Options::reconciliation)
        .returns(null, Options::endpointUrl);
  }

  @Test
  void areReadFromText() {
    Map<String, String> context =
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
            Map.entry("regions", "eu-west-1, us-east-1"),
            Map.entry("customActions", "off"),
            Map.entry("alarmEmail", "team@example.com"),
            Map.entry("logRetentionDays", "90"),
            Map.entry("memoryMb", "512"),
            Map.entry("architecture", "x86_64"),
            Map.entry("tracing", "on"),
            Map.entry("rules", "appconfig"),
            Map.entry("reconcile", "off"),
            Map.entry("reconcileAtMost", "25"),
            Map.entry("reconcileReads", "2"),
            Map.entry("reconcileUpdates", "9"),
            Map.entry("reconcileFindings", "5000000"),
            Map.entry("endpointUrl", "http://localhost:8765"));

    assertThat(Options.of(context))
        .returns(DeliveryMode.DIRECT, Options::delivery)
        .returns(Mode.ENFORCE, Options::mode)
        .returns(Set.of(Format.OCSF), Options::formats)
        .returns("Quell-pilot", Options::stackName)
        .returns("prod-1", Options::book)
        .returns(List.of("unnamed", "Old", "adhoc"), Options::formerBooks)
        .returns(FieldsReading.MERGE, Options::userDefinedFields)
        .returns(0, Options::mostGivenBack)
        .returns(0, Options::lateMinutes)
        .returns(false, Options::watch)
        .returns(List.of("eu-west-1", "us-east-1"), Options::regions)
        .returns(CustomActions.OFF, Options::customActions)
        .returns("team@example.com", Options::alarmEmail)
        .returns(90, Options::logRetentionDays)
        .returns(512, Options::memoryMb)
        .returns(Processor.X86_64, Options::processor)
        .returns(true, Options::tracing)
        .returns(RuleFileSource.APPCONFIG, Options::rules)
        .returns(new ReconciliationOptions(false, 25, 2, 9, 5_000_000), Options::reconciliation)
        .returns("ocsf", Options::formatsText)
        .returns("http://localhost:8765", Options::endpointUrl);
  }

  @Test
  void areReadFromTheNumbersAndTruthValuesOfCdkJson() {
    Options options = Options.of(Map.of("memoryMb", 2048, "logRetentionDays", 30, "tracing", true));

    assertThat(options.memoryMb()).isEqualTo(2048);
    assertThat(options.logRetentionDays()).isEqualTo(30);
    assertThat(options.tracing()).isTrue();
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
          formerBooks      | a b                 | up to 5 names of books, separated by commas, or none
          formerBooks      | a,                  | up to 5 names of books, separated by commas, or none
          formerBooks      | a,none              | up to 5 names of books, separated by commas, or none
          formerBooks      | a,a                 | up to 5 names of books, separated by commas, or none
          formerBooks      | a,b,c,d,e,f         | up to 5 names of books, separated by commas, or none
          userDefinedFields | MERGE              | replace or merge
          userDefinedFields | both               | replace or merge
          mostGivenBack    | -1                  | 0 to 10000
          mostGivenBack    | 10001               | 0 to 10000
          mostGivenBack    | off                 | 0 to 10000
          lateMinutes      | -5                  | 1 to 10080, or 0 or off
          lateMinutes      | 10081               | 1 to 10080, or 0 or off
          lateMinutes      | 15m                 | 1 to 10080, or 0 or off
          watch            | suppressed          | on or off
          regions          | Ireland             | Region names, separated by commas, of one partition
          regions          | eu-west-1,          | Region names, separated by commas
          regions          | eu-west-1,eu-west-1 | Region names, separated by commas
          regions          | eu-west-1,cn-north-1 | Region names, separated by commas, of one partition
          customActions    | on                  | command, stack or off
          alarmEmail       | team                | an e-mail address
          alarmEmail       | '  '                | an e-mail address
          logRetentionDays | 31                  | one of 1, 3, 5, 7, 14, 30, 60, 90
          logRetentionDays | a year              | one of 1, 3, 5, 7, 14, 30, 60, 90
          memoryMb         | 128                 | 256 to 10240
          memoryMb         | 20000               | 256 to 10240
          memoryMb         | 1 GB                | 256 to 10240
          architecture     | x86                 | arm64 or x86_64
          tracing          | yes                 | on or off
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
                + " reconciliation out: reconcile=off.");
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
  void refuseAListOfTheContext() {
    assertThatThrownBy(() -> Options.of(Map.of("regions", List.of("eu-west-1"))))
        .hasMessage(
            "Option regions is '[eu-west-1]', but must be Region names, separated by commas, of one"
                + " partition.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", ""})
  void haveNoFormerBooksOnlyWhereThatIsSaid(String text) {
    if (text.isEmpty()) {
      assertThatThrownBy(() -> Options.of(Map.of("formerBooks", text)))
          .isInstanceOf(OptionException.class);
    } else {
      assertThat(Options.of(Map.of("formerBooks", text)).formerBooks()).isEmpty();
    }
  }

  @Test
  void readNothingWhereLateMinutesAreFalseInCdkJson() {
    assertThat(Options.of(Map.of("lateMinutes", false)).lateMinutes()).isZero();
    assertThat(Options.of(Map.of("lateMinutes", 0)).lateMinutes()).isZero();
  }

  @Test
  void nameTheBookAfterTheStackWhereNoneIsNamed() {
    assertThat(Options.defaults().bookIn("Security-Quell")).isEqualTo("Security-Quell");
    assertThat(Options.of(Map.of("book", "prod")).bookIn("Security-Quell")).isEqualTo("prod");
    assertThat(Options.of(Map.of("book", "prod")).bookIn("${Token[AWS.StackName.4]}"))
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
    assertThatThrownBy(() -> Options.defaults().bookIn(stack))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "The rule book has the name of its stack where none is given, but '%s' cannot be a book's name. Name it: the option book is 1 to 64 letters, digits and hyphens, other than none, unnamed and adhoc."
                .formatted(stack));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mod", "Mode", "modes", "mdoe"})
  void refuseASlipOfThePen(String name) {
    assertThatThrownBy(() -> Options.of(Map.of(name, "enforce")))
        .isInstanceOf(OptionException.class)
        .hasMessage("There is no option %s: did you mean mode?".formatted(name));
  }

  @ParameterizedTest
  @CsvSource({
    "memory, memoryMb",
    "arch, architecture",
    "email, alarmEmail",
    "logRetention, logRetentionDays",
    "retention, logRetentionDays",
    "books, book",
    "formerBook, formerBooks",
    "userDefined, userDefinedFields",
    "late, lateMinutes",
    "reads, reconcileReads",
    "reconciles, reconcile",
    "reconcileRate, reconcile",
    "stack, stackName"
  })
  void refuseAPartOfAName(String name, String option) {
    assertThatThrownBy(() -> Options.of(Map.of(name, "1")))
        .isInstanceOf(OptionException.class)
        .hasMessage("There is no option %s: did you mean %s?".formatted(name, option));
  }

  @Test
  void leaveOtherNamesOfTheContextAlone() {
    assertThat(
            Options.of(
                Map.of(
                    "cli-telemetry",
                    false,
                    "@aws-cdk/core:checkSecretUsage",
                    true,
                    "team",
                    "security")))
        .isEqualTo(Options.defaults());
  }
}
