using System.Reflection.Metadata;

namespace ArtifactGate.Engine.Locating;

/// <summary>
/// Names members as the source does: what the compiler moved into state machines, closures and local functions gets the name of the
/// method it was written in (the compiler keeps that name between <c>&lt;</c> and <c>&gt;</c>).
/// </summary>
internal static class MemberNames
{
    /// <summary>The name of a method, field, property, event, type, or of the assembly for anything else.</summary>
    public static string Of(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MethodDefinition => Method(metadata, (MethodDefinitionHandle)handle),
        HandleKind.FieldDefinition => Member(metadata, TypeOf(metadata, handle), metadata.GetString(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).Name)),
        HandleKind.PropertyDefinition => Member(metadata, TypeOf(metadata, handle), metadata.GetString(metadata.GetPropertyDefinition((PropertyDefinitionHandle)handle).Name)),
        HandleKind.EventDefinition => Member(metadata, TypeOf(metadata, handle), metadata.GetString(metadata.GetEventDefinition((EventDefinitionHandle)handle).Name)),
        HandleKind.TypeDefinition => Type(metadata, (TypeDefinitionHandle)handle),
        _ => metadata.IsAssembly ? metadata.GetString(metadata.GetAssemblyDefinition().Name) : "module",
    };

    /// <summary>The type a member is declared in; nil for what belongs to no type.</summary>
    public static TypeDefinitionHandle TypeOf(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType(),
        HandleKind.FieldDefinition => metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType(),
        HandleKind.PropertyDefinition => Owner(metadata, metadata.GetPropertyDefinition((PropertyDefinitionHandle)handle).GetAccessors().Getter,
            metadata.GetPropertyDefinition((PropertyDefinitionHandle)handle).GetAccessors().Setter),
        HandleKind.EventDefinition => Owner(metadata, metadata.GetEventDefinition((EventDefinitionHandle)handle).GetAccessors().Adder, default),
        HandleKind.TypeDefinition => (TypeDefinitionHandle)handle,
        _ => default,
    };

    /// <summary>The member that a parameter belongs to; anything else is its own.</summary>
    public static EntityHandle Owner(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.GenericParameter:
                return metadata.GetGenericParameter((GenericParameterHandle)handle).Parent;
            case HandleKind.Parameter:
                foreach (MethodDefinitionHandle method in metadata.MethodDefinitions)
                {
                    if (metadata.GetMethodDefinition(method).GetParameters().Contains((ParameterHandle)handle))
                    {
                        return method;
                    }
                }

                return handle;
            default:
                return handle;
        }
    }

    private static TypeDefinitionHandle Owner(MetadataReader metadata, MethodDefinitionHandle first, MethodDefinitionHandle second) =>
        (first.IsNil ? second : first) is { IsNil: false } accessor ? metadata.GetMethodDefinition(accessor).GetDeclaringType() : default;

    private static string Method(MetadataReader metadata, MethodDefinitionHandle handle)
    {
        MethodDefinition method = metadata.GetMethodDefinition(handle);
        TypeDefinitionHandle type = method.GetDeclaringType();
        string name = metadata.GetString(method.Name);
        string written = Written(name) ?? name;

        // Outwards through the types that the compiler made, each of which may carry the name of the method it came from.
        while (metadata.GetString(metadata.GetTypeDefinition(type).Name) is ['<', ..] generated
            && metadata.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer)
        {
            written = Written(generated) ?? written;
            type = outer;
        }

        return Member(metadata, type, written + "()");
    }

    // <Connect>d__3, <Connect>b__0, <Connect>g__Local|0_0: the name is empty for a class that closures of many methods share.
    private static string? Written(string name) =>
        name is ['<', ..] && name.LastIndexOf('>') is > 1 and int end ? name[1..end] : null;

    private static string Member(MetadataReader metadata, TypeDefinitionHandle type, string name) =>
        type.IsNil ? name : $"{Type(metadata, type)}.{name}";

    private static string Type(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        string name = metadata.GetString(type.Name);
        int arity = name.IndexOf('`', StringComparison.Ordinal);
        name = arity > 0 ? name[..arity] : name;
        TypeDefinitionHandle outer = type.GetDeclaringType();
        string prefix = outer.IsNil ? metadata.GetString(type.Namespace) : Type(metadata, outer);
        return prefix.Length == 0 ? name : $"{prefix}.{name}";
    }
}
