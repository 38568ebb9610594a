using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace Harpoon.Architecture.Tests.Code;

/// <summary>Collects what one type uses: in its declaration, in those of its members, and in their code.</summary>
/// <param name="type">The type.</param>
/// <param name="read">Where the uses go.</param>
/// <param name="types">All types of the assembly's sources.</param>
internal sealed class TypeUses(TypeDefinition type, CodeType read, IReadOnlyDictionary<TypeDefinition, CodeType> types)
{
    /// <summary>Adds the uses of the type, or of one nested in it.</summary>
    public void Add(TypeDefinition part)
    {
        Use(part.BaseType);
        Declared(part);
        Generic(part);
        Each(part.Interfaces, implemented => Use(implemented.InterfaceType));
        Each(part.Fields, field => { Use(field.FieldType); Declared(field); });
        Each(part.Properties, property => { Use(property.PropertyType); Declared(property); });
        Each(part.Events, raised => { Use(raised.EventType); Declared(raised); });
        Each(part.Methods, method => { Use(method); Declared(method); Generic(method); Code(method); });
    }

    private static void Each<T>(IEnumerable<T> parts, Action<T> add)
    {
        foreach (var part in parts)
        {
            add(part);
        }
    }

    private void Code(MethodDefinition method)
    {
        if (!method.HasBody)
        {
            return;
        }

        Each(method.Body.Variables, variable => Use(variable.VariableType));
        Each(method.Body.ExceptionHandlers, handler => Use(handler.CatchType));
        var written = !IsPrinterOfRecord(method);
        Each(method.Body.Instructions, instruction => Use(instruction.Operand, written));
    }

    // A record's text has the names of its properties.
    private static bool IsPrinterOfRecord(MethodDefinition method) =>
        method.Name is "ToString" or "PrintMembers" && method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == nameof(CompilerGeneratedAttribute));

    private void Use(object operand, bool written)
    {
        switch (operand)
        {
            case TypeReference named:
                Use(named);
                break;
            case MethodReference called:
                Use(called);
                break;
            case FieldReference field:
                Use(field.DeclaringType);
                Use(field.FieldType);
                break;
            case string literal when written:
                read.Literals.Add(literal);
                break;
        }
    }

    private void Use(MethodReference method)
    {
        Use(method.DeclaringType);
        Use(method.ReturnType);
        Each(method.Parameters, parameter => Use(parameter.ParameterType));
        if (method is GenericInstanceMethod generic)
        {
            Each(generic.GenericArguments, Use);
        }
    }

    private void Use(TypeReference? used)
    {
        switch (used)
        {
            case null or GenericParameter or FunctionPointerType:
                break;
            case GenericInstanceType generic:
                Each(generic.GenericArguments, Use);
                Use(generic.ElementType);
                break;
            case TypeSpecification specification:
                Use(specification.ElementType);
                break;
            case TypeDefinition definition:
                UseOwn(definition);
                break;
            default:
                read.Assemblies.Add(used.Scope.Name);
                break;
        }
    }

    private void UseOwn(TypeDefinition definition)
    {
        while (definition.DeclaringType is { } outer)
        {
            definition = outer;
        }

        if (definition != type && types.TryGetValue(definition, out var used))
        {
            read.Uses.Add(used);
        }
    }

    private void Generic(IGenericParameterProvider provider) =>
        Each(provider.GenericParameters, parameter => Each(parameter.Constraints, constraint => Use(constraint.ConstraintType)));

    private void Declared(Mono.Cecil.ICustomAttributeProvider provider) =>
        Each(provider.CustomAttributes, attribute =>
        {
            Use(attribute.Constructor);
            Each(attribute.ConstructorArguments, argument => Use(argument.Value as TypeReference));
        });
}
