package io.quell.importers.prowler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.Json;
import io.quell.finding.WorkflowStatus;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import io.quell.importers.UnreadableSourceException;
import io.quell.importers.source.YamlSource;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProwlerMutelistTest {
  private static final String SAMPLE = SourceFiles.sample("prowler-mutelist.yaml");
  private static final List<String> ACCOUNTS =
      List.of("111122223333", "444455556666", "777788889999");
  private static final List<String> CHECKS =
      List.of(
          "iam_user_hardware_mfa_enabled",
          "ec2_instance_public_ip",
          "s3_bucket_object_versioning",
          "s3_bucket_object_versioning_mfa",
          "ecs_task_definitions_no_environment_secrets",
          "awslambda_function_url_public",
          "rds_instance_ec2_link");
  private static final List<String> REGIONS =
      List.of("eu-west-1", "eu-south-2", "us-east-1", "us-west-2");
  private static final List<String> NAMES =
      List.of(
          "anna",
          "ben",
          "benjamin",
          "ci-logs",
          "ci-logs-replica",
          "qa-cache",
          "-cache",
          "prod-canary",
          "scratch",
          "my-scratch-1",
          "i-0123456789abcdef0",
          "root");
  /// How ARNs hold the name of what they are of.
  private static final List<String> ARNS =
      List.of(
          "arn:aws:s3:::%s",
          "arn:aws:iam::111122223333:user/%s",
          "arn:aws:lambda:eu-west-1:111122223333:function:%s",
          "arn:aws:ec2:eu-west-1:111122223333:instance/%s",
          "arn:aws:sns:us-east-1:111122223333:%s",
          "arn:aws:logs:eu-west-1:111122223333:log-group:%s",
          "%s");
  private static final List<String> KEYS =
      List.of("environment", "project", "team", "owner", "stage", "keep");
  private static final List<String> VALUES =
      List.of(
          "dev",
          "development",
          "one",
          "two",
          "red-1",
          "blue-x",
          "green-1",
          "nobody",
          "test",
          "prod",
          "yes");

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Prowler.Finding finding(Random random) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int more = random.nextInt(4); more > 0; more--) {
      tags.put(any(random, KEYS), any(random, VALUES));
    }
    String name = any(random, NAMES);
    return new Prowler.Finding(
        any(random, ACCOUNTS),
        any(random, CHECKS),
        any(random, REGIONS),
        name,
        any(random, ARNS).formatted(name),
        tags);
  }

  private static boolean isSuppressed(RuleEngine engine, Prowler.Finding finding) {
    Evaluation evaluation = engine.evaluate(SourceFiles.finding(finding.asff()));
    assertThat(evaluation.failures()).isEmpty();
    return evaluation.update().workflowStatus().equals(Optional.of(WorkflowStatus.SUPPRESSED));
  }

  @Test
  void importsTheSampleFile() {
    ImportResult imports = SourceFiles.prowlerMutelist(SAMPLE);
    assertThat(imports.summary()).isEqualTo("7 rules: 7 imported, 0 left out, 0 not imported");
    assertThat(SourceFiles.reported(imports))
        .first()
        .isEqualTo(
            "entry 1, check 'iam_user_hardware_mfa_enabled' of account '111122223333': imported as"
                + " iam-user-hardware-mfa-enabled-111122223333; note: resources are found by the"
                + " name in their ARN, which is what Prowler sends to Security Hub; it suppresses"
                + " CRITICAL findings too, as the source does");
    assertThat(imports.rules().getFirst().card().reason())
        .isEqualTo("Users of the break-glass kind");
  }

  @Test
  void mutesWhatProwlerMutesWithTheSampleFile() throws UnreadableSourceException {
    // The spaces count for Prowler, which looks for them in all tags written one after another.
    String text = SAMPLE.replace("owner=nobody | owner=test", "owner=nobody|owner=test");
    Map<?, ?> root =
        (Map<?, ?>)
            Objects.requireNonNull(YamlSource.read("m.yaml", SourceFiles.utf8(text)).root());
    compare(text, (Map<?, ?>) Objects.requireNonNull(root.get("Mutelist")), new Random(1), 20_000);
  }

  @Test
  void mutesWhatProwlerMutesWithRandomMutelists() {
    for (int seed = 0; seed < 1_500; seed++) {
      var random = new Random(seed);
      Map<String, Object> accounts = new LinkedHashMap<>();
      for (int more = random.nextInt(3); more >= 0; more--) {
        Map<String, Object> checks = new LinkedHashMap<>();
        for (int each = random.nextInt(4); each >= 0; each--) {
          checks.put(
              any(
                  random,
                  List.of(
                      "*",
                      "s3_*",
                      "ec2_*",
                      "ec2",
                      "lambda_function_*",
                      "^iam",
                      "_enabled$",
                      "^ec2.*ip$",
                      "prowler",
                      "rowler-iam",
                      "^s3_bucket_object_versioning$",
                      "*link",
                      "w",
                      "s3_bucket_object_versioning",
                      "iam_user_hardware_mfa_enabled",
                      "rds|ecs")),
              entry(random));
        }
        accounts.put(
            any(random, List.of("*", "111122223333", "444455556666")), Map.of("Checks", checks));
      }
      Map<String, Object> mutelist = Map.of("Accounts", accounts);
      compare(Json.write(Map.of("Mutelist", mutelist)), mutelist, random, 12);
    }
  }

  private static void compare(String text, Map<?, ?> mutelist, Random random, int findings) {
    ImportResult imports = SourceFiles.prowlerMutelist(text);
    assertThat(imports.isComplete()).as("%s", imports.sourceRules()).isTrue();
    RuleEngine engine = SourceFiles.engine(imports.rules());
    var prowler = new Prowler(mutelist);
    int muted = 0;
    for (int each = 0; each < findings; each++) {
      Prowler.Finding finding = finding(random);
      boolean expected = prowler.isMuted(finding);
      assertThat(isSuppressed(engine, finding)).as("%s%n%s", finding, text).isEqualTo(expected);
      muted += expected ? 1 : 0;
    }
    assertThat(findings < 1_000 || (muted > findings / 100 && muted < findings))
        .as("%d muted", muted)
        .isTrue();
  }

  private static Map<String, Object> entry(Random random) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("Regions", regions(random));
    entry.put("Resources", resources(random));
    if (random.nextInt(3) == 0) {
      entry.put("Tags", tags(random));
    }
    if (random.nextInt(3) == 0) {
      Map<String, @Nullable Object> exceptions = new LinkedHashMap<>();
      if (random.nextBoolean()) {
        exceptions.put("Accounts", List.of(any(random, ACCOUNTS)));
      }
      if (random.nextInt(3) == 0) {
        exceptions.put("Regions", regions(random));
      }
      if (random.nextInt(3) == 0) {
        exceptions.put("Resources", resources(random));
      }
      if (random.nextInt(3) == 0) {
        exceptions.put("Tags", tags(random));
      }
      entry.put("Exceptions", exceptions);
    }
    return entry;
  }

  private static List<String> regions(Random random) {
    return any(
        random,
        List.of(
            List.of("*"),
            List.of("eu-west-1", "us-east-1"),
            List.of("^us-"),
            List.of("*-1"),
            List.of("west"),
            List.of()));
  }

  private static List<String> resources(Random random) {
    return any(
        random,
        List.of(
            List.of("*"),
            List.of("ci-logs"),
            List.of("^ben$", "anna"),
            List.of(".+-cache"),
            List.of("*-canary"),
            List.of("scratch$"),
            List.of("i-[0-9a-f]{17}"),
            List.of("^(ci|qa)-"),
            List.of()));
  }

  private static List<String> tags(Random random) {
    List<String> tags = new ArrayList<>();
    for (int more = random.nextInt(2); more >= 0; more--) {
      tags.add(
          any(
              random,
              List.of(
                  "environment=dev",
                  "project=one|project=two",
                  "team=(red|blue)-.*",
                  "stage=prod",
                  "keep=yes",
                  "*")));
    }
    return tags;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ^iam      | '*'  | starts with prowler-iam
          ^iam_a$   | '*'  | prowler-iam_a
          _enabled$ | '*'  | fits prowler-*_enabled
          owl       | '*'  | fits prowler-*owl*
          '*'       | ^us- | starts with us-
          '*'       | '*-1' | fits *-1*
          """)
  void writesNoRegularExpressionForPlainText(String check, String region, String condition) {
    ImportResult imports =
        SourceFiles.prowlerMutelist(
            "Mutelist: {Accounts: {'*': {Checks: {'%s': {Regions: ['%s'], Resources: ['*']}}}}}"
                .formatted(check, region));
    assertThat(imports.rules())
        .singleElement()
        .extracting(rule -> rule.when().toString())
        .asString()
        .contains(condition)
        .doesNotContain("(?");
  }

  @Test
  void leavesOutWhatStandsTwiceAsProwlerDoes() {
    ImportResult imports =
        SourceFiles.prowlerMutelist(
            """
            Mutelist:
              Accounts:
                "*":
                  Checks:
                    "s3_*": {Regions: ["*"], Resources: ["old"]}
                    "s3_*": {Regions: ["*"], Resources: ["new"]}
            """);
    assertThat(SourceFiles.reported(imports))
        .first()
        .isEqualTo(
            "check s3_* of account * on line 5: left out: it stands again further down, and Prowler"
                + " takes the later one");
    assertThat(imports.rules())
        .singleElement()
        .extracting(rule -> rule.when().toString())
        .asString()
        .contains("new")
        .doesNotContain("old");
  }

  @Test
  void leavesOutWhatMutesNothing() {
    ImportResult imports =
        SourceFiles.prowlerMutelist(
            """
            Mutelist: {Accounts: {"*": {Checks: {"s3_*": {Regions: [], Resources: ["*"]}}}}}
            """);
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .endsWith("left out: its Regions are empty, so it mutes nothing");
    assertThat(imports.isComplete()).isTrue();
  }

  @Test
  void leavesOutWhatAnExceptionTakesBackAltogether() {
    ImportResult imports =
        SourceFiles.prowlerMutelist(
            """
            Mutelist: {Accounts: {"*": {Checks: {"*": {Regions: ["*"], Resources: ["*"], Exceptions: {Regions: ["*"]}}}}}}
            """);
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .endsWith(
            "left out: it, or an entry before it, excepts every finding, so it mutes nothing");
  }

  @Test
  void importsNothingAfterAnExceptionThatItCannotExpress() {
    ImportResult imports =
        SourceFiles.prowlerMutelist(
            """
            Mutelist:
              Accounts:
                "*":
                  Checks:
                    "s3_*": {Regions: ["*"], Resources: ["*"], Exceptions: {Tags: [".*=prod"]}}
                    "ec2_*": {Regions: ["*"], Resources: ["*"]}
                "111122223333":
                  Checks:
                    "ec2_*": {Regions: ["*"], Resources: ["*"]}
            """);
    assertThat(SourceFiles.reported(imports))
        .satisfiesExactly(
            line -> assertThat(line).contains("the tag '.*=prod' names no key"),
            line ->
                assertThat(line)
                    .contains("what entry 1, check 's3_*' of account '*' excepts holds for it too"),
            line -> assertThat(line).contains("imported as ec2-111122223333"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {Regions: ['*']}                                             | Resources is missing
          {Resources: ['*']}                                           | Regions is missing
          {Regions: '*', Resources: ['*']}                             | Regions is the text '*', but should be a list
          {Regions: [1], Resources: ['*']}                             | Regions[1] is the number 1, but should be a text
          {Regions: ['*'], Resources: ['(']}                           | '(' is no regular expression
          {Regions: ['*'], Resources: ['*'], Tag: ['a=b']}             | Tag is no member that is known here
          {Regions: ['*'], Resources: ['*'], Tags: ['prod']}           | the tag 'prod' names no key
          {Regions: ['*'], Resources: ['*'], Exceptions: {Check: []}}  | Exceptions.Check is no member that is known here
          {Regions: ['*'], Resources: ['(?<=a)b']}                     | looks back, which cannot be expressed
          """)
  void namesWhatIsWrongWithAnEntry(String entry, String reason) {
    ImportResult imports =
        SourceFiles.prowlerMutelist(
            "Mutelist: {Accounts: {'*': {Checks: {'s3_*': %s}}}}".formatted(entry));
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .startsWith("entry 1, check 's3_*' of account '*': not imported: ")
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Allowlist: {Accounts: {}}                                            | its top member is 'Allowlist', of an older Prowler
          Mutelist: {Accounts: {}}                                             | there is no check in it
          Mutelist: {Accounts: {111122223333: {Checks: {}}}}                   | has the key the number 111122223333, which is no text
          Mutelist: {Accounts: {'*': {Cheks: {}}}}                             | Cheks is no member that is known here
          Mutelist: {Konten: {}}                                               | Mutelist.Konten is no member that is known here
          Mutelist: {Accounts: {'*': {Checks: {a: {Regions: [], Regions: []}}}}} | the key 'Regions' on line 1 stands again further down
          """)
  void namesWhatIsWrongWithTheFile(String text, String reason) {
    assertThatThrownBy(
            () -> ProwlerMutelist.read("mutelist.yaml", SourceFiles.utf8(text), SourceFiles.OWNED))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageStartingWith("mutelist.yaml: ")
        .hasMessageContaining(reason);
  }
}
