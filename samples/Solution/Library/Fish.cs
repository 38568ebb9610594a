namespace Library;

public sealed record Fish(string Name);
