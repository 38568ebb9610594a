namespace Harpoon.Engine.Registries.Credentials;

/// <summary>What is to be done at a registry.</summary>
[Flags]
public enum RegistryAccess
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read images.</summary>
    Pull = 1,

    /// <summary>Write images.</summary>
    Push = 2,

    /// <summary>Either.</summary>
    Both = Pull | Push,
}
