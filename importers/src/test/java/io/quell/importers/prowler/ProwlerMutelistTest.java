package io.quell.importers.prowler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import io.quell.importers.UnreadableSourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProwlerMutelistTest {
  private static final String SAMPLE = SourceFiles.sample("prowler-mutelist.yaml");

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
          alpha_*   | '*'  | fits prowler-*alpha_*
          a*_b      | '*'  | fits prowler-*a*_b*
          '*'       | us-*-1 | fits *us-*-1*
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mutelist: {Accounts: {}}",
        "Mutelist: {Accounts: {'*': {Checks: {}}}}",
        "Mutelist: {Accounts: {'*': {Checks: {}}, '111122223333': {Checks: {}}}}"
      })
  void importsNothingFromAMutelistThatMutesNothing(String text) {
    assertThat(SourceFiles.prowlerMutelist(text).summary())
        .isEqualTo("0 rules: 0 imported, 0 left out, 0 not imported");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          environment=*      | resource tag environment is present
          environment=**     | resource tag environment is present
          environment=       | resource tag environment is present
          environment=dev*   | resource tag environment starts with dev
          environment=dev\\*  | resource tag environment matches /(?s:.*)(?:^(?:dev\\.*))(?s:.*)/
          environment=r\\.d  | resource tag environment starts with r.d
          """)
  void readsATagInTheSimplestWords(String tag, String criterion) {
    ImportResult imports =
        SourceFiles.prowlerMutelist(
            "Mutelist: {Accounts: {'*': {Checks: {a: {Regions: ['*'], Resources: ['*'], Tags: ['%s']}}}}}"
                .formatted(tag));
    assertThat(imports.rules())
        .singleElement()
        .extracting(rule -> rule.when().toString())
        .asString()
        .endsWith(criterion);
  }

  @Test
  void refusesAnExceptionThatGoesOnIntoOtherTags() {
    String list =
        "Mutelist: {Accounts: {'*': {Checks: {a: {Regions: ['*'], Resources: ['*'], %s: %s}}}}}";
    assertThat(SourceFiles.prowlerMutelist(list.formatted("Tags", "['Name=a-*-b']")).isComplete())
        .isTrue();
    assertThat(
            SourceFiles.reported(
                SourceFiles.prowlerMutelist(
                    list.formatted("Exceptions", "{Tags: ['Name=a-*-b']}"))))
        .singleElement()
        .asString()
        .contains("not imported: the tag 'Name=a-*-b' looks beyond one tag");
    assertThat(
            SourceFiles.reported(
                SourceFiles.prowlerMutelist(list.formatted("Tags", "['a=b \\| c=d']"))))
        .singleElement()
        .asString()
        .contains("not imported: the tag 'a=b \\| c=d' looks beyond one tag");
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
          {Regions: ['*'], Resources: ['*'], Tags: ['^a=b']}           | the tag '^a=b' looks beyond one tag
          {Regions: ['*'], Resources: ['*'], Tags: ['a=b$']}           | the tag 'a=b$' looks beyond one tag
          {Regions: ['*'], Resources: ['*'], Tags: ['a=(?!*b)c']}      | looks beyond one tag
          {Regions: ['*'], Resources: ['*'], Tags: }                   | Tags has no value, and with that Prowler takes the whole file for no mutelist
          {Regions: ['*'], Resources: ['*'], Exceptions: }             | Exceptions has no value
          {Regions: ['*'], Resources: ['*'], Exceptions: {Tags: }}     | Exceptions.Tags has no value
          {Regions: ['*'], Resources: ['*'], Description: 7}           | Description is the number 7, but should be a text
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
