<?xml version="1.0" encoding="utf-8"?>
<!-- Names.xml → what takes a value away that only an environment variable gave.

     MSBuild turns every environment variable into a property, without regard to case: a variable DOCKERFILE or DOCKERHOST that has
     nothing to do with this project would decide what is built. So such a value is removed, and our targets report it (see
     Harpoon.Requirements.targets). A property of the command line can't be changed here, and stays.

     In a pure project nothing but the environment was read yet. Elsewhere Directory.Build.props was, so a value is the environment's
     if it is equal to the variable's. On Unix several variables may differ in case alone: MSBuild takes the last one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" indent="yes" encoding="utf-8" omit-xml-declaration="yes" />
  <xsl:template match="/">
    <Project>
      <xsl:comment> Written by Variables.xslt of Harpoon.Sdk from the list of names: removes values that only an environment variable gave. </xsl:comment>
      <PropertyGroup>
        <_HarpoonVariables>$([System.Environment]::GetEnvironmentVariables().Keys)</_HarpoonVariables>
        <_HarpoonVariables>;$(_HarpoonVariables);</_HarpoonVariables>
      </PropertyGroup>
      <xsl:apply-templates select="Names/Property" />
    </Project>
  </xsl:template>
  <xsl:template match="Property">
    <PropertyGroup Condition="'$({@Name})' != ''">
      <_HarpoonWas>$(<xsl:value-of select="@Name" />)</_HarpoonWas>
      <_HarpoonVariable>$([System.Text.RegularExpressions.Regex]::Match($(_HarpoonVariables), '(?i)(?&lt;=;)<xsl:value-of select="@Name" />(?=;)(?!.*;<xsl:value-of select="@Name" />;)'))</_HarpoonVariable>
      <xsl:element name="{@Name}">
        <xsl:attribute name="Condition">$(_HarpoonPure) or '$(_HarpoonWas)' == '$([System.Environment]::GetEnvironmentVariable($(_HarpoonVariable)))'</xsl:attribute>
      </xsl:element>
      <_HarpoonIgnoredVariables Condition="'$({@Name})' == ''">$(_HarpoonIgnoredVariables);<xsl:value-of select="@Name" /></_HarpoonIgnoredVariables>
    </PropertyGroup>
  </xsl:template>
</xsl:stylesheet>
