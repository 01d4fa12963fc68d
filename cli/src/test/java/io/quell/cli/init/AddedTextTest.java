package io.quell.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a rule goes in files that people write.
final class AddedTextTest {
  private static final String ENTRY = "# new\n- id: new\n";

  private static String added(String file) {
    return RuleFileText.with(file, ENTRY).orElse("nowhere");
  }

  @Test
  void beginsAnEmptyList() {
    assertThat(added("version: 1\nrules: [ ]  # none\nremoved: [a]"))
        .isEqualTo("version: 1\nrules:  # none\n  # new\n  - id: new\nremoved: [a]\n");
  }

  @Test
  void goesToTheEndOfTheList() {
    assertThat(added("rules:\n    - id: a\n      when:\n        title: |\n          - x\n\n\n"))
        .isEqualTo(
            "rules:\n"
                + "    - id: a\n"
                + "      when:\n"
                + "        title: |\n"
                + "          - x\n\n"
                + "    # new\n"
                + "    - id: new\n\n\n");
  }

  @Test
  void keepsTheMarginOfAListWithoutOne() {
    assertThat(added("rules: # ours\n# the first\n- id: a\n- id: b\nlists: {}\n"))
        .isEqualTo("rules: # ours\n# the first\n- id: a\n- id: b\n\n# new\n- id: new\nlists: {}\n");
  }

  @Test
  void leavesWhatIsSaidOfTheNextMemberWithIt() {
    assertThat(added("rules:\n  - id: a\n  # of the list\n\n# gone\nremoved: [b]\n"))
        .isEqualTo(
            "rules:\n  - id: a\n  # of the list\n\n  # new\n  - id: new\n\n# gone\nremoved: [b]\n");
  }

  @Test
  void keepsTheEndsOfLines() {
    assertThat(added("rules:\r\n  - id: a\r\n"))
        .isEqualTo("rules:\r\n  - id: a\r\n\r\n  # new\r\n  - id: new\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "version: 1", "rules: [{id: a}]", "{rules: []}", "rules:\n", "rules: *a"})
  void goesNowhereElse(String file) {
    assertThat(added(file)).isEqualTo("nowhere");
  }

  private static String listed(String list) {
    return BookText.with("classes() {\n    return %s;\n  }".formatted(list), "new C()")
        .map(text -> text.replaceAll("(?s).*return (.*);.*", "$1"))
        .orElse("nowhere");
  }

  @Test
  void joinsTheListOfABook() {
    assertThat(listed("List.of()")).isEqualTo("List.of(new C())");
    assertThat(listed("List.of(new A())"))
        .isEqualTo("List.of(\n        new A(),\n        new C())");
    assertThat(listed("List.of(new A(x(1)), new B())"))
        .isEqualTo("List.of(\n        new A(x(1)),\n        new B(),\n        new C())");
    assertThat(listed("List.of(\n        new A(), // first\n        new B())"))
        .isEqualTo("List.of(\n        new A(), // first\n        new B(),\n        new C())");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RULES", "new ArrayList<>(List.of())", "List.of(new A("})
  void joinsNothingElse(String list) {
    assertThat(BookText.with("classes() {\n    return %s;".formatted(list), "new C()")).isEmpty();
  }
}
