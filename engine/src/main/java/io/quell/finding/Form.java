package io.quell.finding;

import io.quell.value.Arn;
import io.quell.value.JsonTree;
import io.quell.value.Numbers;
import io.quell.value.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How JSON writes one value of a field, which rules see as a text.
public sealed interface Form {

  /// A text as it is; a number and a truth value count as the text they are written as.
  ///
  /// @param mayBeBlank whether a text without a visible character is a value too
  record Text(boolean mayBeBlank) implements Form {
    @Override
    public Optional<String> read(@Nullable Object value) {
      return mayBeBlank ? JsonTree.scalar(value) : text(value);
    }
  }

  /// A number, or a text that is one.
  record DecimalNumber() implements Form {
    @Override
    public Optional<String> read(@Nullable Object value) {
      return number(value);
    }

    @Override
    public Object write(String text) {
      return new BigDecimal(text);
    }
  }

  /// A list of scores, of which the highest counts. The path leads to the number in each of them.
  ///
  /// @param version the member that says which version of the scale a score is on
  record HighestScore(String version) implements Form {
    @Override
    public Optional<String> read(@Nullable Object value) {
      return number(value);
    }

    @Override
    public Object write(String text) {
      return new BigDecimal(text);
    }
  }

  /// A text in each object of a list. The path leads to the text in each of them.
  record TextOfEach() implements Form {
    @Override
    public Optional<String> read(@Nullable Object value) {
      return text(value);
    }
  }

  /// A normalized severity, of which rules see the label.
  record NormalizedSeverity() implements Form {
    @Override
    public Optional<String> read(@Nullable Object value) {
      return number(value)
          .map(Double::parseDouble)
          .flatMap(SeverityLabel::ofNormalized)
          .map(Enum::name);
    }

    @Override
    public Object write(String text) {
      return SeverityLabel.valueOf(text).lowestNormalized();
    }
  }

  /// A whole number that names something.
  record WholeNumber() implements Form {
    @Override
    public Optional<String> read(@Nullable Object value) {
      return JsonTree.whole(value).map(String::valueOf);
    }

    @Override
    public Object write(String text) {
      return new BigDecimal(text);
    }
  }

  /// A time as text, with its offset.
  record Time() implements Form {
    @Override
    public Optional<String> read(@Nullable Object value) {
      return JsonTree.scalar(value).flatMap(Times::read).map(Instant::toString);
    }
  }

  /// A time in milliseconds since 1970.
  record Milliseconds() implements Form {
    @Override
    public Optional<String> read(@Nullable Object value) {
      return value instanceof Number milliseconds
              && milliseconds.doubleValue() == milliseconds.longValue()
          ? Times.ofMilliseconds(milliseconds.longValue()).map(Instant::toString)
          : Optional.empty();
    }

    @Override
    public Object write(String text) {
      return Instant.parse(text).toEpochMilli();
    }
  }

  /// The format's own words: texts, whole numbers or truth values.
  ///
  /// @param meanings what each says; of two that say the same the first is written
  /// @param mayBeOther whether any other text is a value too, as it is
  record Words(Map<Object, String> meanings, boolean mayBeOther) implements Form {
    public Words {
      meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
    }

    /// The names of constants.
    static Words names(Enum<?>... constants) {
      return of(constants, Enum::name, constant -> Optional.of(constant.name()));
    }

    /// A word for each constant that says something.
    static <E> Words of(
        E[] constants, Function<E, Object> word, Function<E, Optional<String>> meaning) {
      Map<Object, String> meanings = new LinkedHashMap<>();
      Arrays.stream(constants)
          .forEach(
              constant ->
                  meaning
                      .apply(constant)
                      .ifPresent(text -> meanings.put(word.apply(constant), text)));
      return new Words(meanings, false);
    }

    @Override
    public Optional<String> read(@Nullable Object value) {
      Object word = value instanceof Number ? JsonTree.whole(value).orElse(null) : value;
      String meaning = word == null ? null : meanings.get(word);
      return meaning == null && mayBeOther ? text(value) : Optional.ofNullable(meaning);
    }

    @Override
    public Object write(String text) {
      return words(text::equals).findFirst().orElse(text);
    }

    /// The words whose meanings pass.
    public Stream<Object> words(Predicate<String> meaning) {
      return meanings.entrySet().stream()
          .filter(word -> meaning.test(word.getValue()))
          .map(Map.Entry::getKey);
    }
  }

  /// A product's ARN, of which its last two parts are the value:
  /// `arn:PARTITION:securityhub:REGION:[ACCOUNT]:product/COMPANY/PRODUCT`, in every partition. The
  /// account is none, a partner's, or for an own product the customer's.
  ///
  /// @param kinds what stands before the value, `:product/`; the first is written
  record ProductArn(List<String> kinds) implements Form {
    private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";

    ProductArn(String... kinds) {
      this(List.of(kinds));
    }

    @Override
    public Optional<String> read(@Nullable Object value) {
      return JsonTree.scalar(value).flatMap(Arn::of).flatMap(this::product);
    }

    /// The Region in an ARN of a product.
    Optional<String> region(String text) {
      return Arn.of(text).filter(arn -> product(arn).isPresent()).map(Arn::region);
    }

    private Optional<String> product(Arn arn) {
      if (!arn.service().equals("securityhub") || arn.partition().isEmpty()) {
        return Optional.empty();
      }
      String behindAccount = ":" + arn.resource();
      for (String kind : kinds) {
        if (behindAccount.startsWith(kind)) {
          String product = behindAccount.substring(kind.length());
          return Optional.of(product).filter(text -> !text.isEmpty() && isOneLine(text));
        }
      }
      return Optional.empty();
    }

    private static boolean isOneLine(String text) {
      for (int at = 0; at < text.length(); at++) {
        if (LINE_ENDS.indexOf(text.charAt(at)) >= 0) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Object write(String text) {
      return "arn:aws:securityhub:::" + kinds.getFirst().substring(1) + text;
    }
  }

  /// A resource's type, which rules see under ASFF's name.
  record ResourceType() implements Form {
    @Override
    public Optional<String> read(@Nullable Object value) {
      return text(value).map(ResourceTypes::asff);
    }

    @Override
    public Object write(String text) {
      return ResourceTypes.cloudFormation(text);
    }
  }

  /// The text that a value is for rules, or empty where it has another form.
  Optional<String> read(@Nullable Object value);

  /// The value that is read as this text.
  default Object write(String text) {
    return text;
  }

  /// A scalar with a visible character.
  private static Optional<String> text(@Nullable Object value) {
    return JsonTree.scalar(value).filter(text -> !text.isBlank());
  }

  private static Optional<String> number(@Nullable Object value) {
    Optional<String> text = JsonTree.scalar(value);
    if (text.isEmpty()) {
      return text;
    }
    OptionalDouble number = Json.number(text.get());
    return number.isPresent() ? Optional.of(Numbers.text(number.getAsDouble())) : Optional.empty();
  }
}
