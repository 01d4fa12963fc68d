package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import io.quell.compile.template.ReleaseTemplate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the page about deploying without the CDK says of the template.
final class WithoutCdkPageTest {
  private static final String PAGE = Project.text(Project.path("docs/without-cdk.md"));
  private static final Map<?, ?> PARAMETERS = map(ReleaseTemplate.json().get("Parameters"));

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static String terraform() {
    Matcher block = Pattern.compile("```hcl\n(.*?)```", Pattern.DOTALL).matcher(PAGE);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void namesEveryParameterWithItsDefault() {
    String table = PAGE.substring(PAGE.indexOf("## Parameters"), PAGE.indexOf("All else is"));
    Set<String> named = new TreeSet<>();
    Matcher rows = Pattern.compile("\n\\| (`[A-Z][^|]*)\\| ([^|]*)\\|").matcher(table);
    while (rows.find()) {
      for (String name : rows.group(1).strip().replace("`", "").split(", ", -1)) {
        named.add(name);
        Object usual = map(PARAMETERS.get(name)).get("Default");
        assertThat(rows.group(2).strip().replace("`", ""))
            .as(name)
            .isEqualTo(usual == null ? "" : usual.toString());
      }
    }
    assertThat(named).isEqualTo(new TreeSet<>(PARAMETERS.keySet()));
  }

  @Test
  void hasTerraformThatCanBeParsedAndGivesParametersThatThereAre() throws Exception {
    Map<String, Object> parsed = new HCLParser().parse(terraform());

    Map<?, ?> resources = map(parsed.get("resource"));
    Map<?, ?> stack = map(map(resources.get("aws_cloudformation_stack")).get("quell"));
    assertThat(map(stack.get("parameters")).keySet())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(PARAMETERS.containsKey(name)).isTrue());
    assertThat(resources.containsKey("aws_s3_object")).isTrue();
  }
}
