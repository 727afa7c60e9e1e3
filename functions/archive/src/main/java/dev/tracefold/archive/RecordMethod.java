package dev.tracefold.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * The {@code equals}, {@code hashCode} or {@code toString} of a record, as the compiler describes
 * it to {@code ObjectMethods}, which would put it together from a dozen method handles.
 *
 * @param type the record, internal name
 * @param simpleName as the text of a record begins
 * @param descriptor of a static method that takes the record first
 */
record RecordMethod(
    String type, String simpleName, String name, String descriptor, List<Handle> fields) {

  private static final String BOOTSTRAP = "java/lang/runtime/ObjectMethods";
  private static final String OBJECTS = "java/util/Objects";
  private static final String BUILDER = "java/lang/StringBuilder";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final int HASH_FACTOR = 31;

  /** The two values that are compared, each of up to two slots. */
  private static final int STACK_MAX = 4;

  /** The record, and what it is compared with. */
  private static final int LOCALS_MAX = 2;

  RecordMethod {
    fields = List.copyOf(fields);
  }

  /** The method that is called here; empty if it is of another kind. */
  static Optional<RecordMethod> at(InvokeDynamicInsnNode site, String simpleName) {
    if (!site.bsm.getOwner().equals(BOOTSTRAP)) {
      return Optional.empty();
    }
    List<Handle> fields =
        Arrays.stream(site.bsmArgs)
            .filter(Handle.class::isInstance)
            .map(Handle.class::cast)
            .toList();
    return Optional.of(
        new RecordMethod(
            ((Type) site.bsmArgs[0]).getInternalName(), simpleName, site.name, site.desc, fields));
  }

  void write(MethodVisitor code) {
    switch (name) {
      case "equals" -> writeEquals(code);
      case "hashCode" -> writeHashCode(code);
      case "toString" -> writeToString(code);
      default ->
          throw new IllegalStateException(
              "found the method %s of a record; expected equals, hashCode or toString"
                  .formatted(name));
    }
    code.visitMaxs(STACK_MAX, LOCALS_MAX);
  }

  private void writeEquals(MethodVisitor code) {
    Label different = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitTypeInsn(Opcodes.INSTANCEOF, type);
    code.visitJumpInsn(Opcodes.IFEQ, different);
    for (Handle field : fields) {
      Type of = Type.getType(field.getDesc());
      load(code, field);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitTypeInsn(Opcodes.CHECKCAST, type);
      code.visitFieldInsn(Opcodes.GETFIELD, type, field.getName(), field.getDesc());
      if (isReference(of)) {
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC, OBJECTS, "equals", "(" + OBJECT + OBJECT + ")Z", false);
        code.visitJumpInsn(Opcodes.IFEQ, different);
      } else {
        // Not by ==, to which NaN is not equal and both zeros are.
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            Conversion.box(of),
            "compare",
            Type.getMethodDescriptor(Type.INT_TYPE, of, of),
            false);
        code.visitJumpInsn(Opcodes.IFNE, different);
      }
    }
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(different);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.IRETURN);
  }

  private void writeHashCode(MethodVisitor code) {
    code.visitInsn(Opcodes.ICONST_0);
    for (Handle field : fields) {
      Type of = Type.getType(field.getDesc());
      code.visitIntInsn(Opcodes.BIPUSH, HASH_FACTOR);
      code.visitInsn(Opcodes.IMUL);
      load(code, field);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          isReference(of) ? OBJECTS : Conversion.box(of),
          "hashCode",
          isReference(of) ? "(" + OBJECT + ")I" : Type.getMethodDescriptor(Type.INT_TYPE, of),
          false);
      code.visitInsn(Opcodes.IADD);
    }
    code.visitInsn(Opcodes.IRETURN);
  }

  private void writeToString(MethodVisitor code) {
    code.visitTypeInsn(Opcodes.NEW, BUILDER);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
    String before = simpleName + "[";
    for (Handle field : fields) {
      appendText(code, before + field.getName() + "=");
      load(code, field);
      Type of = Type.getType(field.getDesc());
      append(
          code,
          switch (of.getSort()) {
            case Type.BYTE, Type.SHORT -> Type.INT_TYPE.getDescriptor();
            case Type.ARRAY, Type.OBJECT -> OBJECT;
            default -> of.getDescriptor();
          });
      before = ", ";
    }
    appendText(code, fields.isEmpty() ? before + "]" : "]");
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
    code.visitInsn(Opcodes.ARETURN);
  }

  private static void appendText(MethodVisitor code, String text) {
    code.visitLdcInsn(text);
    append(code, "Ljava/lang/String;");
  }

  private static void append(MethodVisitor code, String descriptor) {
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(" + descriptor + ")L" + BUILDER + ";", false);
  }

  private void load(MethodVisitor code, Handle field) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, type, field.getName(), field.getDesc());
  }

  private static boolean isReference(Type of) {
    return of.getSort() == Type.OBJECT || of.getSort() == Type.ARRAY;
  }
}
