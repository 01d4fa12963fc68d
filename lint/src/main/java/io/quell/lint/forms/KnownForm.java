package io.quell.lint.forms;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.FieldPlace;
import io.quell.finding.Form;
import io.quell.finding.Format;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields whose values have a known form. All that is said of forms goes by this table.
enum KnownForm {
  CONTROL(Named.CONTROL, new ControlSpeller(), "(?:.*[A-Za-z])?[0-9]*\\.[0-9]+"),
  GENERATOR(Named.GENERATOR, new GeneratorSpeller(), "(?:.*/)?[A-Z][A-Za-z0-9]*\\.[0-9]+"),
  RESOURCE_TYPE(Named.RESOURCE_TYPE, new ResourceTypeSpeller(), null),
  VULNERABILITY(Named.VULNERABILITY, new VulnerabilitySpeller(), "CVE-[0-9]{4}-[0-9]{4,}"),
  STANDARD(Named.STANDARD, new StandardSpeller(), null),
  TYPE(Named.TYPE, new TypeSpeller(), null),
  PRODUCT(Named.PRODUCT, new ProductSpeller(), null),
  ACCOUNT(Named.ACCOUNT, PlaceSpeller.ACCOUNT, null),
  REGION(Named.REGION, PlaceSpeller.REGION, null),
  RESOURCE_REGION(Named.RESOURCE_REGION, PlaceSpeller.REGION, null);

  private static final Map<Field, KnownForm> BY_FIELD = byField();

  private final Named field;

  @SuppressWarnings("ImmutableEnumChecker") // none of them has anything that changes
  private final Speller speller;

  private final @Nullable Pattern number;

  KnownForm(Named field, Speller speller, @Nullable String number) {
    this.field = field;
    this.speller = speller;
    this.number = number == null ? null : Pattern.compile(number);
  }

  /// The form of a field's values, also where the field is a raw path at which a format has the
  /// same text.
  static Optional<KnownForm> of(Field field) {
    return Optional.ofNullable(BY_FIELD.get(field));
  }

  private static Map<Field, KnownForm> byField() {
    Map<Field, KnownForm> byField = new HashMap<>();
    for (KnownForm form : values()) {
      byField.put(form.field, form);
      for (Format format : Format.values()) {
        FieldPlace place = form.field.place(format);
        place.members().stream()
            .filter(
                member ->
                    member.form() instanceof Form.Text || member.form() instanceof Form.TextOfEach)
            .forEach(member -> byField.put(raw(place, member.path()), form));
      }
    }
    byField.put(new Field.RawResource(List.of("Type")), RESOURCE_TYPE);
    byField.put(new Field.Raw(List.of("ProductFields", "ControlId")), CONTROL);
    byField.put(new Field.Raw(List.of("ProductFields", "RuleId")), CONTROL);
    return byField;
  }

  private static Field raw(FieldPlace place, List<String> path) {
    List<String> whole = new ArrayList<>();
    if (!place.list().isEmpty()) {
      whole.add(place.list());
    }
    whole.addAll(path);
    return new Field.Raw(whole);
  }

  /// What is wrong with a text; empty where it may be right.
  Optional<Correction> correct(String text, Speller.Extent extent) {
    return speller.correct(text, extent);
  }

  /// Whether a text that ends in a number is all that one value has, so that a longer number makes
  /// another value: `Config.1` is, and `Config.10` is another.
  boolean endsInNumber(String text) {
    return number != null && number.matcher(text).matches();
  }
}
